#pragma once

#include "adapters/chat/chat_platform.hpp"
#include "bot/replies/reply_templates.hpp"
#include "bot/sessions/earlier_posts.hpp"
#include "core/ports/diagnosis_record.hpp"
#include "core/ports/journal.hpp"

#include <boost/asio/awaitable.hpp>

#include <map>
#include <string>
#include <utility>

namespace latchkey {

/// The words for the customer: drafted from a template, edited by a person, and posted in the
/// thread by that person's leave. Nothing is sent to a customer. All references outlive it.
class DraftReplySession {
 public:
  struct Words {
    replies::ReplyTemplates templates;
    /// What the placeholders stand for, by service name.
    std::map<std::string, replies::Values> values;
  };

  DraftReplySession(chat::ChatPlatform& platform, EarlierPosts& earlier, Words words);

  /// Opens the form with the reply that fits the diagnosis' cause.
  boost::asio::awaitable<void> open(chat::Request press, DiagnosisRecord record);

  /// Posts what was submitted, in the thread of the diagnosis. The same job after a crash posts
  /// nothing twice.
  boost::asio::awaitable<void> post(Job job, chat::Request submission);

  /// Of forms that are opened from now on.
  void change(Words words) { words_ = std::move(words); }

 private:
  chat::ChatPlatform& platform_;
  EarlierPosts& earlier_;
  Words words_;
};

}  // namespace latchkey
