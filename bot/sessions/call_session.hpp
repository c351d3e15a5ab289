#pragma once

#include "adapters/chat/chat_platform.hpp"
#include "bot/sessions/callees.hpp"
#include "bot/sessions/earlier_posts.hpp"
#include "bot/sessions/incident_session.hpp"
#include "core/base/clock.hpp"
#include "core/ports/store.hpp"

#include <boost/asio/awaitable.hpp>

#include <cstddef>
#include <optional>
#include <string>

namespace latchkey {

/// Makes the chat say what the store has of an escalation: calls whom it is time to call, once each
/// whatever the moment in which the process ends, and shows who took it. All references outlive it.
class CallSession {
 public:
  CallSession(chat::ChatPlatform& platform, EarlierPosts& earlier, Callees& callees,
              IncidentSession& incidents, Store& store, const Clock& clock, EscalationRules rules);

  /// Does what is to be done now, and keeps when something is next (`Escalation::look_at`). Where
  /// somebody presses meanwhile it stops: the next run begins with what they changed.
  boost::asio::awaitable<void> run(Escalation escalation);

 private:
  /// False where it was changed by somebody else, or could not be kept.
  boost::asio::awaitable<bool> keep(Escalation& escalation);
  boost::asio::awaitable<bool> let_time_pass(Escalation& escalation);
  boost::asio::awaitable<bool> agree_with_incident(Escalation& escalation);
  /// Sees that the newest call stands in the chat.
  boost::asio::awaitable<bool> call(Escalation& escalation);
  boost::asio::awaitable<bool> show(Escalation& escalation);
  boost::asio::awaitable<bool> update(const Escalation& escalation, std::size_t call);
  /// Where this step stands in the thread already; `post` puts it there where it does not.
  boost::asio::awaitable<std::optional<std::string>> posted(const Escalation& escalation,
                                                            std::string step);
  boost::asio::awaitable<std::optional<std::string>> post(const Escalation& escalation,
                                                          std::string step, chat::Message message);
  boost::asio::awaitable<chat::Message> card(const Escalation& escalation, std::size_t call);
  [[nodiscard]] std::optional<TimePoint> next_look(const Escalation& escalation) const;

  chat::ChatPlatform& platform_;
  EarlierPosts& earlier_;
  Callees& callees_;
  IncidentSession& incidents_;
  Store& store_;
  const Clock& clock_;
  EscalationRules rules_;
};

}  // namespace latchkey
