#pragma once

#include "adapters/chat/chat_platform.hpp"
#include "bot/sessions/earlier_posts.hpp"
#include "core/base/clock.hpp"
#include "core/diagnosis/investigation.hpp"
#include "core/ports/store.hpp"

#include <boost/asio/awaitable.hpp>

#include <optional>
#include <set>
#include <string>
#include <vector>

namespace latchkey {

/// Looks once for a mail that a press asked for, and where its fate is known, tells it: in the
/// message of the buttons, and with a mention in the thread where it did not arrive, or came back.
/// It is told once, whatever the moment in which the process ends. All references outlive it.
class FollowUpSession {
 public:
  /// `sources` for their mail logs, which are asked themselves: what somebody was answered seconds
  /// ago would hide the mail.
  FollowUpSession(chat::ChatPlatform& platform, EarlierPosts& earlier,
                  std::vector<ServiceSources> sources, Store& store, const Clock& clock);

  /// Where nothing can be told yet, or it may still come back, it is to be looked for again
  /// (`FollowUp::look_at`), else it is closed.
  boost::asio::awaitable<void> run(FollowUp follow_up);

 private:
  /// Nothing where it is to be looked for again.
  boost::asio::awaitable<std::optional<MailEnding>> look(FollowUp follow_up, std::string service);
  /// A mail that is known to have been delivered: has it come back since?
  boost::asio::awaitable<void> run_after_delivery(FollowUp follow_up, DiagnosisRecord record);
  /// Writes down what became of it. False where the store fails.
  boost::asio::awaitable<bool> keep(long long attempt, MailEnding ending);
  /// `again`: an earlier process may have told it.
  boost::asio::awaitable<void> tell(FollowUp follow_up, DiagnosisRecord record, bool again);
  boost::asio::awaitable<void> mention(FollowUp follow_up, DiagnosisRecord record, bool again);
  boost::asio::awaitable<void> close(long long attempt);
  /// Looks for it later on, or closes it where the hour is over.
  boost::asio::awaitable<void> see_whether_it_stays(FollowUp follow_up);

  chat::ChatPlatform& platform_;
  EarlierPosts& earlier_;
  std::vector<ServiceSources> sources_;
  Store& store_;
  const Clock& clock_;
  /// Attempts that we showed as delivered and still look for; an earlier process may have ended
  /// before it could show them.
  std::set<long long> shown_;
};

}  // namespace latchkey
