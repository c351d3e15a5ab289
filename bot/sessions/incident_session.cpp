#include "bot/sessions/incident_session.hpp"

#include <spdlog/spdlog.h>

#include <algorithm>
#include <string>
#include <utility>

namespace latchkey {
namespace {

/// Stands for whoever did something there where that system does not say who.
const std::string k_pagerduty = "PagerDuty";

/// That system has said no; everything else may pass.
bool is_final(ErrorKind kind) {
  switch (kind) {
    case ErrorKind::refused:
    case ErrorKind::not_found:
    case ErrorKind::invalid:
    case ErrorKind::not_configured: return true;
    default: return false;
  }
}

/// There is something to tell that system, or to ask it.
bool is_there(IncidentStatus status) {
  return status == IncidentStatus::wanted || status == IncidentStatus::triggered ||
         status == IncidentStatus::acknowledged;
}

/// It was handed back here, and there somebody has it still: so it calls nobody.
bool is_to_be_handed_back(const Escalation& escalation) {
  const bool nobody_has_it = escalation.status == EscalationStatus::calling ||
                             escalation.status == EscalationStatus::unanswered;
  return nobody_has_it && escalation.incident.status == IncidentStatus::acknowledged;
}

bool was_named(const Escalation& escalation, const NamedPerson& person) {
  return std::any_of(escalation.calls.begin(), escalation.calls.end(), [&](const Call& call) {
    return std::any_of(call.strangers.begin(), call.strangers.end(),
                       [&](const NamedPerson& other) { return other.name == person.name; });
  });
}

/// Nothing of a customer: it travels through pagers, phones and mails.
IncidentOrder order_for(const Escalation& escalation) {
  return {.key = escalation.id,
          .title = "Latchkey: a customer cannot sign in (" + escalation.id.substr(0, 8) + ")",
          .details =
              "Somebody in support asks for help. The thread in the chat says the rest; "
              "acknowledging here says there that you have it."};
}

bool same(const Incident& a, const Incident& b) {
  return a.status == b.status && a.id == b.id && a.link == b.link && a.trouble == b.trouble;
}

Escalation with_trouble(Escalation escalation, const Error& error) {
  spdlog::warn("An incident and its thread may differ: {}", error.what);
  escalation.incident.trouble =
      error.what + (error.vendor_text.empty() ? "" : ": " + error.vendor_text);
  if (is_final(error.kind)) escalation.incident.status = IncidentStatus::lost;
  return escalation;
}

}  // namespace

IncidentSession::IncidentSession(Incidents* incidents, Callees& callees, const Clock& clock,
                                 EscalationRules rules)
    : incidents_(incidents), callees_(callees), clock_(clock), rules_(rules) {}

std::optional<TimePoint> IncidentSession::next_look(const Escalation& escalation) const {
  if (!incidents_ || !is_there(escalation.incident.status)) return std::nullopt;
  return clock_.now() + k_between;
}

boost::asio::awaitable<std::optional<Escalation>> IncidentSession::agree(Escalation before) {
  const auto there = before.incident.status;
  if (!is_there(there)) co_return std::nullopt;
  auto after = before;
  if (!incidents_) {
    // One of a former configuration: nobody may wait for a system that is not asked any more.
    after.incident.status = IncidentStatus::lost;
    after.incident.trouble = k_pagerduty + " is not configured any more";
  } else if (there == IncidentStatus::wanted) {
    after = co_await open(before);
  } else if (!before.is_open()) {
    after = co_await tell(before, IncidentStatus::resolved);
  } else if (before.status == EscalationStatus::taken && there == IncidentStatus::triggered) {
    after = co_await tell(before, IncidentStatus::acknowledged);
  } else if (is_to_be_handed_back(before)) {
    after = co_await hand_back(before);
  } else {
    after = co_await follow(before);
  }
  const bool moved = after.status != before.status || after.calls.size() != before.calls.size();
  if (!moved && same(after.incident, before.incident)) co_return std::nullopt;
  after.shown = false;
  co_return after;
}

boost::asio::awaitable<Escalation> IncidentSession::open(Escalation escalation) {
  if (!escalation.is_open()) {
    // Resolved before that system could be reached: nobody needs to be called any more.
    escalation.incident.status = IncidentStatus::none;
    co_return escalation;
  }
  auto order = order_for(escalation);
  auto opened = co_await incidents_->open_incident(std::move(order));
  if (opened) co_return co_await apply(std::move(escalation), std::move(*opened));
  escalation = with_trouble(std::move(escalation), opened.error());
  if (clock_.now() >= escalation.asked_at + rules_.acknowledge_within) {
    escalation.incident.status = IncidentStatus::lost;
  }
  co_return escalation;
}

boost::asio::awaitable<Escalation> IncidentSession::tell(Escalation escalation,
                                                         IncidentStatus status) {
  const auto told = co_await incidents_->set_incident(escalation.incident.id, status);
  if (!told) co_return with_trouble(std::move(escalation), told.error());
  escalation.incident.status = status;
  escalation.incident.trouble.clear();
  co_return escalation;
}

boost::asio::awaitable<Escalation> IncidentSession::hand_back(Escalation escalation) {
  auto now = co_await incidents_->hand_back(escalation.incident.id);
  if (now && now->status == IncidentStatus::acknowledged) {
    now = Error{ErrorKind::refused, k_pagerduty +
                                        ": it stays acknowledged although it was given "
                                        "back to its policy"};
  }
  if (!now) co_return with_trouble(std::move(escalation), now.error());
  co_return co_await apply(std::move(escalation), std::move(*now));
}

boost::asio::awaitable<Escalation> IncidentSession::follow(Escalation escalation) {
  auto now = co_await incidents_->find_incident(escalation.incident.id);
  if (!now) co_return with_trouble(std::move(escalation), now.error());
  co_return co_await apply(std::move(escalation), std::move(*now));
}

boost::asio::awaitable<Escalation> IncidentSession::apply(Escalation escalation, IncidentNow now) {
  escalation.incident = {now.status, now.id, now.link, ""};
  if (now.status == IncidentStatus::triggered) {
    co_return co_await follow_assigned(std::move(escalation), std::move(now));
  }
  std::string by = k_pagerduty;  // which does not say who has resolved it
  if (now.status == IncidentStatus::acknowledged && !now.acknowledged_by.empty()) {
    Call nobody;
    const auto people = co_await callees_.with(std::move(nobody), now.acknowledged_by);
    by = people.users.empty() ? now.acknowledged_by.front().name : people.users.front();
  }
  const EscalationEvent event = now.status == IncidentStatus::resolved
                                    ? EscalationEvent{Resolve{by}}
                                    : EscalationEvent{HaveIt{by}};
  co_return after(escalation, event, clock_.now(), rules_).value_or(escalation);
}

/// Somebody is called there who was not called here, or it is open there again although somebody
/// had it.
boost::asio::awaitable<Escalation> IncidentSession::follow_assigned(Escalation escalation,
                                                                    IncidentNow now) {
  Call nobody;
  const auto assigned = co_await callees_.with(std::move(nobody), now.assigned);
  const bool again = escalation.status == EscalationStatus::taken;
  Paged paged;
  for (const auto& user : assigned.users) {
    if (again || !was_called(escalation, user)) paged.users.push_back(user);
  }
  for (const auto& person : assigned.strangers) {
    if (again || !was_named(escalation, person)) paged.strangers.push_back(person);
  }
  if (paged.users.empty() && paged.strangers.empty()) co_return escalation;
  co_return after(escalation, paged, clock_.now(), rules_).value_or(escalation);
}

}  // namespace latchkey
