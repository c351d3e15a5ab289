#include "bot/sessions/call_session.hpp"

#include "bot/rendering/action_row.hpp"
#include "bot/rendering/escalation_card.hpp"
#include "bot/sessions/audit_entry.hpp"
#include "bot/sessions/case_facts.hpp"

#include <spdlog/spdlog.h>

#include <algorithm>
#include <chrono>
#include <utility>

namespace latchkey {
namespace {

/// What could not be written down or said is tried again so much later.
constexpr std::chrono::minutes k_call_again_in{1};

std::string step_of_call(std::size_t call) {
  return "call " + std::to_string(call);
}

/// "@support-managers, U0MAX"
std::string whom(const Call& call) {
  std::string names;
  const auto add = [&names](const std::string& name) {
    names += (names.empty() ? "" : ", ") + name;
  };
  for (const CalledGroup& group : call.groups) add(group.handle);
  for (const std::string& user : call.users) add(user);
  return names.empty() ? "nobody" : names;
}

/// A call that nobody made, for the record. Those of people are there as their presses.
AuditEntry entry_about(const Escalation& escalation, const std::string& step) {
  const Call& call = escalation.calls.back();
  const bool by_clock = call.by == CalledBy::clock;
  // The first level is that of who is on call.
  const std::string level = by_clock ? "level " + std::to_string(call.level + 1) + ": " : "";
  return {.action = audit_action::called,
          .by = by_clock ? "clock" : "PagerDuty",
          .channel = escalation.channel,
          .diagnosis = escalation.diagnosis_id,
          .subject = std::string{rendering::k_escalate},
          .result = level + whom(call),
          .event = escalation.id + " " + step};
}

std::optional<TimePoint> earlier_of(std::optional<TimePoint> a, std::optional<TimePoint> b) {
  if (!a || !b) return a ? a : b;
  return std::min(*a, *b);
}

}  // namespace

CallSession::CallSession(chat::ChatPlatform& platform, EarlierPosts& earlier, Callees& callees,
                         IncidentSession& incidents, Store& store, const Clock& clock,
                         EscalationRules rules)
    : platform_(platform),
      earlier_(earlier),
      callees_(callees),
      incidents_(incidents),
      store_(store),
      clock_(clock),
      rules_(rules) {}

boost::asio::awaitable<void> CallSession::run(Escalation escalation) {
  // First of all, so that a store which keeps nothing does not have people called without end.
  escalation.look_at = clock_.now() + k_call_again_in;
  bool go_on = co_await keep(escalation);
  if (go_on) go_on = co_await let_time_pass(escalation);
  // The thread before the incident, which may be slow to open; it may call for somebody else.
  if (go_on) go_on = co_await call(escalation);
  if (go_on) go_on = co_await agree_with_incident(escalation);
  if (go_on) go_on = co_await call(escalation);
  if (go_on) go_on = co_await show(escalation);
  if (!go_on) co_return;
  escalation.look_at = next_look(escalation);
  co_await keep(escalation);
}

std::optional<TimePoint> CallSession::next_look(const Escalation& escalation) const {
  const auto due = escalation.incident.leads() ? std::nullopt : escalation.due;
  return earlier_of(due, incidents_.next_look(escalation));
}

boost::asio::awaitable<bool> CallSession::keep(Escalation& escalation) {
  const auto kept = co_await store_.change_escalation(escalation);
  if (!kept) spdlog::error("A call for help waits: {}", kept.error().what);
  const bool ours = kept && *kept;
  if (ours) ++escalation.version;
  co_return ours;
}

boost::asio::awaitable<bool> CallSession::let_time_pass(Escalation& escalation) {
  auto next = after(escalation, TimePasses{}, clock_.now(), rules_);
  if (!next) co_return true;
  escalation = std::move(*next);
  escalation.look_at = clock_.now() + k_call_again_in;
  co_return co_await keep(escalation);
}

boost::asio::awaitable<bool> CallSession::agree_with_incident(Escalation& escalation) {
  auto agreed = co_await incidents_.agree(escalation);
  if (!agreed) co_return true;
  escalation = std::move(*agreed);
  escalation.look_at = clock_.now() + k_call_again_in;
  co_return co_await keep(escalation);
}

boost::asio::awaitable<bool> CallSession::call(Escalation& escalation) {
  auto& newest = escalation.calls.back();
  if (!newest.message.empty()) co_return true;
  const auto number = escalation.calls.size() - 1;
  // It may stand there, and somebody may have taken it there, without the store knowing where.
  const auto step = step_of_call(number);
  auto message = co_await posted(escalation, step);
  if (!message) {
    if (escalation.status != EscalationStatus::calling) co_return true;
    if (!newest.found) {
      newest = co_await callees_.find(newest);
      // Kept before anybody reads it: whom the message names may press its buttons.
      const bool kept = co_await keep(escalation);
      if (!kept) co_return false;
    }
    auto content = co_await card(escalation, number);
    message = co_await post(escalation, step, std::move(content));
    if (!message) co_return false;
    escalation.shown = number == 0;  // else the call before it is to be shortened
  }
  if (newest.by != CalledBy::person) {
    // Before it is kept that the message stands there: whatever crashes in between, it is entered.
    auto entry = entry_about(escalation, step);
    co_await enter(store_, std::move(entry));
  }
  escalation = after_call(std::move(escalation), *message, clock_.now(), rules_);
  co_return co_await keep(escalation);
}

boost::asio::awaitable<bool> CallSession::show(Escalation& escalation) {
  if (escalation.shown) co_return true;
  const auto calls = escalation.calls.size();
  for (auto i = calls > 1 ? calls - 2 : 0; i < calls; ++i) {
    const bool updated = co_await update(escalation, i);
    if (!updated) co_return false;
  }
  if (escalation.status == EscalationStatus::unanswered) {
    const auto step = "nobody took call " + std::to_string(calls - 1);
    auto told = co_await posted(escalation, step);
    if (!told) {
      auto message = rendering::nobody_took_it(escalation);
      told = co_await post(escalation, step, std::move(message));
    }
    if (!told) co_return false;
  }
  escalation.shown = true;
  co_return true;
}

boost::asio::awaitable<bool> CallSession::update(const Escalation& escalation, std::size_t call) {
  const auto& message = escalation.calls[call].message;
  if (message.empty()) co_return true;
  auto content = co_await card(escalation, call);
  chat::MessageRef where{escalation.channel, message};
  const auto updated =
      co_await platform_.update(std::move(where), std::move(content), chat::Edit::lasting);
  if (updated) co_return true;
  spdlog::warn("How a call for help stands was not shown: {}", updated.error().what);
  // Somebody has deleted it: there is nothing to show it in.
  co_return updated.error().kind == ErrorKind::not_found;
}

boost::asio::awaitable<std::optional<std::string>> CallSession::posted(const Escalation& escalation,
                                                                       std::string step) {
  Job job;  // another process may have posted it
  job.id = escalation.id;
  job.received_at = escalation.asked_at;
  const auto before = co_await earlier_.of(std::move(job), escalation.channel, escalation.thread);
  const auto found = find_step(before, step);
  if (!found) co_return std::nullopt;
  co_return found->id;
}

boost::asio::awaitable<std::optional<std::string>> CallSession::post(const Escalation& escalation,
                                                                     std::string step,
                                                                     chat::Message message) {
  message.tag = chat::Tag{escalation.id, std::move(step)};
  const auto posted =
      co_await platform_.post(escalation.channel, escalation.thread, std::move(message));
  if (posted) co_return posted->id;
  spdlog::error("A call for help could not be posted; trying again: {}", posted.error().what);
  co_return std::nullopt;
}

boost::asio::awaitable<chat::Message> CallSession::card(const Escalation& escalation,
                                                        std::size_t call) {
  auto facts = co_await case_facts(platform_, store_, escalation);
  co_return rendering::render(rendering::CallCard{.escalation = escalation,
                                                  .call = call,
                                                  .facts = std::move(facts),
                                                  .calls_on = calls_on(escalation, rules_),
                                                  .acknowledge_within = rules_.acknowledge_within});
}

}  // namespace latchkey
