#include "core/escalation/escalation.hpp"

#include <algorithm>
#include <utility>

namespace latchkey {
namespace {

bool holds(const std::vector<std::string>& people, const std::string& person) {
  return std::find(people.begin(), people.end(), person) != people.end();
}

int level_after(int level, const EscalationRules& rules) {
  return std::min(level + 1, rules.levels - 1);
}

/// Each change is to be shown, and is not yet.
Escalation changed(Escalation next, TimePoint now) {
  next.shown = false;
  next.look_at = now;
  return next;
}

Escalation changed_by(Escalation next, EscalationStatus status, const std::string& by,
                      TimePoint now) {
  next.status = status;
  next.changed_by = by;
  next.changed_at = now;
  next.due.reset();
  return changed(std::move(next), now);
}

/// Calls a level: whom it is for is looked up, and the clock starts when the message stands there.
Escalation calling(Escalation next, int level, TimePoint now, CalledBy by) {
  next.status = EscalationStatus::calling;
  next.due.reset();
  next.calls.push_back({.level = level, .at = now, .by = by});
  return changed(std::move(next), now);
}

/// What an event makes of the state. One function for each row of the table in the header.
struct Transition {
  const Escalation& before;
  TimePoint now;
  const EscalationRules& rules;

  std::optional<Escalation> operator()(const TimePasses&) const {
    const bool over = before.status == EscalationStatus::calling && before.due &&
                      *before.due <= now && !before.incident.leads();
    if (!over) return std::nullopt;
    if (!calls_on(before, rules)) {
      return changed_by(before, EscalationStatus::unanswered, "", now);
    }
    auto next =
        calling(before, level_after(before.calls.back().level, rules), now, CalledBy::clock);
    ++next.raised;
    return next;
  }

  std::optional<Escalation> operator()(const HaveIt& press) const {
    const bool free =
        before.status == EscalationStatus::calling || before.status == EscalationStatus::unanswered;
    if (!free) return std::nullopt;
    auto next = changed_by(before, EscalationStatus::taken, press.by, now);
    next.holder = press.by;
    return next;
  }

  std::optional<Escalation> operator()(const HandBack& press) const {
    if (before.status != EscalationStatus::taken) return std::nullopt;
    auto next = changed_by(before, EscalationStatus::calling, press.by, now);
    next.holder.clear();
    next.raised = 0;
    const int level = level_after(next.calls.back().level, rules);
    next.calls.back().handed_back_by = press.by;
    return calling(std::move(next), level, now, CalledBy::person);
  }

  std::optional<Escalation> operator()(const Resolve& press) const {
    if (!before.is_open()) return std::nullopt;
    return changed_by(before, EscalationStatus::resolved, press.by, now);
  }

  std::optional<Escalation> operator()(const CallAgain& again) const {
    if (before.status != EscalationStatus::unanswered) return std::nullopt;
    auto next = changed_by(before, EscalationStatus::calling, again.by, now);
    next.raised = 0;
    return calling(std::move(next), 0, now, CalledBy::person);
  }

  std::optional<Escalation> operator()(const Paged& people) const {
    if (!before.is_open()) return std::nullopt;
    auto next = calling(before, before.calls.back().level, now, CalledBy::pager);
    if (before.status == EscalationStatus::taken) {
      next.calls[before.calls.size() - 1].was_with = before.holder;
    }
    next.holder.clear();
    next.raised = 0;
    auto& call = next.calls.back();
    call.found = true;
    call.users = people.users;
    call.strangers = people.strangers;
    return next;
  }
};

}  // namespace

std::string_view to_string(EscalationStatus status) {
  switch (status) {
    case EscalationStatus::calling: return "calling";
    case EscalationStatus::taken: return "taken";
    case EscalationStatus::unanswered: return "unanswered";
    case EscalationStatus::resolved: return "resolved";
  }
  return "";
}

std::optional<EscalationStatus> parse_escalation_status(std::string_view name) {
  for (const auto status : {EscalationStatus::calling, EscalationStatus::taken,
                            EscalationStatus::unanswered, EscalationStatus::resolved}) {
    if (to_string(status) == name) return status;
  }
  return std::nullopt;
}

std::string_view to_string(CalledBy by) {
  switch (by) {
    case CalledBy::person: return "person";
    case CalledBy::clock: return "clock";
    case CalledBy::pager: return "pager";
  }
  return "";
}

std::optional<CalledBy> parse_called_by(std::string_view name) {
  for (const auto by : {CalledBy::person, CalledBy::clock, CalledBy::pager}) {
    if (to_string(by) == name) return by;
  }
  return std::nullopt;
}

std::optional<Escalation> after(const Escalation& before, const EscalationEvent& event,
                                TimePoint now, const EscalationRules& rules) {
  return std::visit(Transition{before, now, rules}, event);
}

Escalation after_call(Escalation before, std::string message, TimePoint now,
                      const EscalationRules& rules) {
  before.calls.back().message = std::move(message);
  if (before.status != EscalationStatus::calling) return before;
  const bool paged = before.incident.leads() || before.incident.status == IncidentStatus::wanted ||
                     before.incident.status == IncidentStatus::acknowledged;
  if (before.calls.back().reaches_nobody() && !paged) {
    return changed_by(std::move(before), EscalationStatus::unanswered, "", now);
  }
  before.due = now + rules.acknowledge_within;
  return before;
}

bool was_called(const Escalation& escalation, const std::string& user) {
  return std::any_of(escalation.calls.begin(), escalation.calls.end(), [&](const Call& call) {
    return holds(call.users, user) ||
           std::any_of(call.groups.begin(), call.groups.end(),
                       [&](const CalledGroup& group) { return holds(group.members, user); });
  });
}

bool calls_on(const Escalation& escalation, const EscalationRules& rules) {
  return escalation.raised < rules.at_most;
}

}  // namespace latchkey
