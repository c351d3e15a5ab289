#pragma once

#include "adapters/chat/chat_platform.hpp"
#include "bot/sessions/earlier_posts.hpp"
#include "bot/sessions/job_state.hpp"
#include "core/base/clock.hpp"
#include "core/diagnosis/investigation.hpp"
#include "core/ports/store.hpp"

#include <boost/asio/awaitable.hpp>

#include <optional>
#include <string>
#include <utility>
#include <vector>

namespace latchkey {

/// One question from the chat, allowed and understood.
struct DiagnoseOrder {
  /// Who asked, and where.
  chat::Request request;
  Question question;
  /// False where we are not in the channel: then the answer goes to the asker alone.
  bool post = true;
};

/// Answers one question in three steps, each of which can be taken up by another process: a root
/// message with live progress; the investigation, whose conclusion is written down; the conclusion
/// in the root's place, and the evidence and the buttons in its thread. All references outlive it.
class DiagnoseSession {
 public:
  struct Options {
    bool mask_root_messages = false;
    MailLimits limits;
    /// Remedies that one person may not have done alone.
    std::vector<RemedyId> second_person = {};
    /// Somebody can be called.
    bool escalate = false;
  };

  DiagnoseSession(chat::ChatPlatform& platform, Investigation& investigation, Store& store,
                  EarlierPosts& earlier, const Clock& clock, Options options);

  /// From `received` to `opened`. The question is recorded before anything is looked up.
  boost::asio::awaitable<Job> open(Job job, DiagnoseOrder order);

  /// From `opened` to `answered`. Nothing where the job's state cannot be read.
  boost::asio::awaitable<std::optional<Job>> investigate(Job job);

  /// From `answered` to the end.
  boost::asio::awaitable<void> post(Job job);

  /// What is kept of the question before anything is known.
  static DiagnosisRecord record_of(const Job& job, const chat::Request& request,
                                   const Question& question);

  /// Of answers from now on.
  void change(Options options) { options_ = std::move(options); }

 private:
  boost::asio::awaitable<std::optional<chat::MessageRef>> post_root(Job job, DiagnoseOrder order);
  boost::asio::awaitable<KnownAnswer> ask(Job job, chat::Request request, OpenedQuestion opened,
                                          DiagnosisRecord& record);
  /// The remedies that the limits leave room for, and when there is room again for one that they do
  /// not.
  struct Room {
    std::vector<RemedyId> offered;
    std::optional<TimePoint> next_mail_at;
  };
  boost::asio::awaitable<Room> room_for(std::vector<OfferedRemedy> remedies,
                                        DiagnosisRecord record);
  boost::asio::awaitable<std::vector<chat::Message>> replies(Diagnosis diagnosis,
                                                             DiagnosisRecord& record);
  boost::asio::awaitable<void> post_thread(Job job, KnownAnswer answer);

  chat::ChatPlatform& platform_;
  Investigation& investigation_;
  Store& store_;
  EarlierPosts& earlier_;
  const Clock& clock_;
  Options options_;
};

}  // namespace latchkey
