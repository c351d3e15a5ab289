#pragma once

#include "adapters/chat/chat_platform.hpp"
#include "bot/sessions/authorization.hpp"
#include "bot/sessions/callees.hpp"
#include "bot/sessions/escalation_clock.hpp"
#include "core/base/clock.hpp"
#include "core/ports/store.hpp"

#include <boost/asio/awaitable.hpp>

#include <optional>
#include <string>

namespace latchkey {

/// What people do about calls for help: escalate, and press the buttons of a call. It decides, in
/// the store; the clock sees that the chat says it. All references outlive it.
class EscalationSession {
 public:
  struct Options {
    EscalationRules rules;
    /// An incident belongs to each escalation.
    bool opens_incidents = false;
    /// Say who would be called and do not do it (`[run] dry_run`).
    bool dry_run = false;
  };

  EscalationSession(chat::ChatPlatform& platform, Store& store, Callees& callees,
                    EscalationClock& clock, const Clock& time, Options options);

  /// Is it for this session?
  static bool is_for(const chat::Request& request);

  /// `verdict` is the request's, for `Permission::escalate`. Gives it back where the request is
  /// refused: a call's buttons are for those who were called, too, whoever else may escalate.
  boost::asio::awaitable<std::optional<Verdict>> handle(Job job, chat::Request request,
                                                        Verdict verdict);

 private:
  boost::asio::awaitable<void> escalate_from_row(Job job, chat::Request press);
  boost::asio::awaitable<void> escalate_in_thread(Job job, chat::Request mention);
  /// Begins it, and gives whether one is open in the thread now.
  boost::asio::awaitable<bool> begin(Job job, chat::Request request, Escalation escalation);
  boost::asio::awaitable<void> tell_what_would_happen(chat::Request request, Escalation escalation);
  boost::asio::awaitable<std::optional<Verdict>> press(Job job, chat::Request press,
                                                       Verdict verdict);
  boost::asio::awaitable<bool> change(chat::Request press, Escalation before,
                                      EscalationEvent event);
  boost::asio::awaitable<void> tell(chat::Request request, chat::Message message);
  [[nodiscard]] Escalation escalation_of(const Job& job, const chat::Request& request) const;

  chat::ChatPlatform& platform_;
  Store& store_;
  Callees& callees_;
  EscalationClock& clock_;
  const Clock& time_;
  Options options_;
};

}  // namespace latchkey
