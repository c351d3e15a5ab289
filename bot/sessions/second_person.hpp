#pragma once

#include "adapters/chat/chat_platform.hpp"
#include "bot/sessions/authorization.hpp"
#include "core/ports/store.hpp"

#include <boost/asio/awaitable.hpp>

#include <utility>
#include <vector>

namespace latchkey {

/// What one person may not have done alone: the first press proposes it, and somebody else's press
/// of "Approve" lets it through. All references outlive it.
class SecondPerson {
 public:
  /// `listed`: the configuration's `[permissions] second_person`.
  SecondPerson(chat::ChatPlatform& platform, Authorization& authorization, Store& store,
               std::vector<RemedyId> listed);

  /// Also for what is not listed, where it goes against the customer's wish.
  [[nodiscard]] bool is_needed(RemedyId remedy) const;

  /// Keeps that this person wants it. Where that is not so, the person is told why.
  boost::asio::awaitable<void> propose(Job job, chat::Request press, RemedyAttempt attempt);

  /// Whether somebody else, who still may, asked for it before. Where not, the person is told.
  /// `presses`: what was pressed under the diagnosis so far.
  boost::asio::awaitable<bool> may_approve(Job job, chat::Request press, RemedyAttempt attempt,
                                           std::vector<RemedyPress> presses);

  /// From now on.
  void change(std::vector<RemedyId> listed) { listed_ = std::move(listed); }

 private:
  boost::asio::awaitable<void> decline(Job job, chat::Request press, const char* why,
                                       chat::Message words, EmailAddress customer);

  chat::ChatPlatform& platform_;
  Authorization& authorization_;
  Store& store_;
  std::vector<RemedyId> listed_;
};

}  // namespace latchkey
