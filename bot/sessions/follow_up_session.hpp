#pragma once

#include "adapters/chat/chat_platform.hpp"
#include "bot/sessions/earlier_posts.hpp"
#include "core/base/clock.hpp"
#include "core/diagnosis/investigation.hpp"
#include "core/ports/store.hpp"

#include <boost/asio/awaitable.hpp>

#include <optional>
#include <string>
#include <vector>

namespace latchkey {

/// Looks once for a mail that a press asked for, and where its fate is known, tells it: in the
/// message of the buttons, and with a mention in the thread where it did not arrive. It is told
/// once, whatever the moment in which the process ends. All references outlive it.
class FollowUpSession {
 public:
  /// `sources` for their mail logs, which are asked themselves: what somebody was answered seconds
  /// ago would hide the mail.
  FollowUpSession(chat::ChatPlatform& platform, EarlierPosts& earlier,
                  std::vector<ServiceSources> sources, Store& store, const Clock& clock);

  /// Where nothing can be told yet it is to be looked for again (`FollowUp::look_at`), else it is
  /// closed.
  boost::asio::awaitable<void> run(FollowUp follow_up);

 private:
  /// Nothing where it is to be looked for again.
  boost::asio::awaitable<std::optional<MailEnding>> look(FollowUp follow_up, std::string service);
  /// `again`: an earlier process may have told it.
  boost::asio::awaitable<void> tell(FollowUp follow_up, DiagnosisRecord record, bool again);
  boost::asio::awaitable<void> mention(FollowUp follow_up, DiagnosisRecord record, bool again);
  boost::asio::awaitable<void> close(long long attempt);

  chat::ChatPlatform& platform_;
  EarlierPosts& earlier_;
  std::vector<ServiceSources> sources_;
  Store& store_;
  const Clock& clock_;
};

}  // namespace latchkey
