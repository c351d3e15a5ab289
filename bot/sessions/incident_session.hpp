#pragma once

#include "bot/sessions/callees.hpp"
#include "core/base/clock.hpp"
#include "core/escalation/escalation.hpp"
#include "core/ports/incidents.hpp"

#include <boost/asio/awaitable.hpp>

#include <chrono>
#include <optional>

namespace latchkey {

/// Makes an escalation and its incident agree. While the incident is open and nobody has taken it,
/// its system calls people by its own levels and the thread follows; what somebody presses in the
/// thread is done to the incident, too. All references outlive it.
class IncidentSession {
 public:
  /// The system is asked so often while an incident is open.
  static constexpr std::chrono::seconds k_between{15};

  /// `incidents` may be null: then no incident is opened, and our levels call instead of those of
  /// one that was opened before.
  IncidentSession(Incidents* incidents, Callees& callees, const Clock& clock,
                  EscalationRules rules);

  /// Tells and asks that system once. Gives the escalation as it is then; nothing where it has not
  /// changed.
  boost::asio::awaitable<std::optional<Escalation>> agree(Escalation escalation);

  /// When that is to be done next; nothing where there is no need.
  [[nodiscard]] std::optional<TimePoint> next_look(const Escalation& escalation) const;

  /// For a new escalation.
  [[nodiscard]] bool opens_incidents() const { return incidents_ != nullptr; }

 private:
  boost::asio::awaitable<Escalation> open(Escalation escalation);
  boost::asio::awaitable<Escalation> tell(Escalation escalation, IncidentStatus status);
  boost::asio::awaitable<Escalation> hand_back(Escalation escalation);
  boost::asio::awaitable<Escalation> follow(Escalation escalation);
  boost::asio::awaitable<Escalation> apply(Escalation escalation, IncidentNow now);
  boost::asio::awaitable<Escalation> follow_assigned(Escalation escalation, IncidentNow now);

  Incidents* incidents_;
  Callees& callees_;
  const Clock& clock_;
  EscalationRules rules_;
};

}  // namespace latchkey
