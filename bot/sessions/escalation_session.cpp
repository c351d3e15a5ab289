#include "bot/sessions/escalation_session.hpp"

#include "bot/commands/parse_command.hpp"
#include "bot/rendering/action_row.hpp"
#include "bot/rendering/escalation_card.hpp"
#include "bot/rendering/escalation_notices.hpp"
#include "bot/rendering/notices.hpp"
#include "bot/sessions/audit_entry.hpp"
#include "bot/sessions/button_row.hpp"
#include "bot/sessions/case_facts.hpp"
#include "bot/sessions/declined_press.hpp"
#include "bot/sessions/job_trace.hpp"
#include "bot/sessions/private_answer.hpp"

#include <spdlog/spdlog.h>

#include <chrono>
#include <utility>
#include <variant>

namespace latchkey {
namespace {

/// A press counts for five minutes: nobody is called long after it.
constexpr std::chrono::minutes k_call_counts{5};
/// Later presses of a row of buttons offer "Check again".
constexpr std::chrono::hours k_row_counts{24};

/// Nothing where it is another command. To mention who is on call is one, too.
std::optional<commands::Escalate> escalate_command(const chat::Request& request) {
  const bool group = request.kind == chat::Request::Kind::group_mention;
  if (!group && request.kind != chat::Request::Kind::mention) return std::nullopt;
  const auto command = commands::parse_mention((group ? "escalate " : "") + request.text);
  const auto* escalate = std::get_if<commands::Escalate>(&command);
  if (!escalate) return std::nullopt;
  return *escalate;
}

/// Who called for help, or pressed a call's button, for the record.
AuditEntry entry_about(const Job& job, const chat::Request& request, const Escalation& escalation,
                       std::string result) {
  auto entry = entry_of(job, request, audit_action::pressed, std::move(result));
  if (request.kind != chat::Request::Kind::action) entry.subject = rendering::k_escalate;
  entry.diagnosis = escalation.diagnosis_id;
  return entry;
}

EscalationEvent event_of(const chat::Request& press) {
  if (press.action == rendering::k_have_it) return HaveIt{press.user};
  if (press.action == rendering::k_hand_back) return HandBack{press.user};
  return Resolve{press.user};
}

}  // namespace

EscalationSession::EscalationSession(chat::ChatPlatform& platform, Store& store, Callees& callees,
                                     EscalationClock& clock, const Clock& time, Options options)
    : platform_(platform),
      store_(store),
      callees_(callees),
      clock_(clock),
      time_(time),
      options_(options) {}

bool EscalationSession::is_for(const chat::Request& request) {
  if (request.kind != chat::Request::Kind::action) return escalate_command(request).has_value();
  return request.action == rendering::k_escalate || rendering::is_escalation_button(request.action);
}

boost::asio::awaitable<std::optional<Verdict>> EscalationSession::handle(Job job,
                                                                         chat::Request request,
                                                                         Verdict verdict) {
  if (rendering::is_escalation_button(request.action)) {
    co_return co_await press(std::move(job), std::move(request), std::move(verdict));
  }
  // A mention brings nobody into a direct message, and tells nobody outside of it.
  if (verdict.allowed() && verdict.direct) verdict.refusal = Refusal::conversation_direct;
  if (!verdict.allowed()) co_return verdict;
  if (!verdict.member) {
    auto message = rendering::escalation_needs_invitation();
    co_await tell(std::move(request), std::move(message));
  } else if (time_.now() - request.received > k_call_counts) {
    // One that was begun before a crash goes on by the clock, however old its press.
    auto message = rendering::escalation_expired();
    const auto begun = co_await store_.find_escalation(job.id);
    if (begun && !*begun) co_await tell(std::move(request), std::move(message));
  } else if (request.kind == chat::Request::Kind::action) {
    co_await escalate_from_row(std::move(job), std::move(request));
  } else {
    co_await escalate_in_thread(std::move(job), std::move(request));
  }
  co_return std::nullopt;
}

Escalation EscalationSession::escalation_of(const Job& job, const chat::Request& request) const {
  const auto now = time_.now();
  Escalation escalation{.id = job.id,
                        .channel = request.channel,
                        .thread = request.thread,
                        .asked_by = request.user,
                        .asked_at = now,
                        .changed_by = request.user,
                        .changed_at = now,
                        .look_at = now};
  escalation.calls.push_back({.level = 0, .at = now});
  if (options_.opens_incidents) escalation.incident.status = IncidentStatus::wanted;
  return escalation;
}

boost::asio::awaitable<void> EscalationSession::escalate_from_row(Job job, chat::Request press) {
  auto found = co_await store_.find_diagnosis(press.value);
  if (!found) {
    spdlog::error("A press was not handled: {}", found.error().what);
    auto message = rendering::store_unavailable();
    co_return co_await tell(std::move(press), std::move(message));
  }
  if (!*found) {
    auto message = rendering::press_on_forgotten();
    co_return co_await decline_press(store_, platform_, std::move(job), std::move(press),
                                     "forgotten", std::move(message));
  }
  if ((*found)->channel != press.channel) {
    auto message = rendering::pressed_elsewhere();
    co_return co_await decline_press(store_, platform_, std::move(job), std::move(press),
                                     "other_channel", std::move(message));
  }
  if (time_.now() - (*found)->asked_at > k_row_counts) {
    auto message = rendering::stale_press(press.value);
    co_return co_await decline_press(store_, platform_, std::move(job), std::move(press), "too_old",
                                     std::move(message));
  }
  auto record = std::move(**found);
  is_about(record.id);
  auto escalation = escalation_of(job, press);
  // Records of an earlier release do not say where their answer stands.
  if (!record.thread.empty()) escalation.thread = record.thread;
  escalation.diagnosis_id = record.id;
  chat::MessageRef row{press.channel, press.message};
  const bool open = co_await begin(std::move(job), std::move(press), std::move(escalation));
  if (!open) co_return;
  std::string why;
  co_await show_button_row(platform_, store_, std::move(record), std::move(row), std::move(why),
                           chat::Edit::lasting);
}

boost::asio::awaitable<void> EscalationSession::escalate_in_thread(Job job, chat::Request mention) {
  // One that stands alone at the channel's top level begins a thread of its own.
  if (mention.thread.empty()) mention.thread = mention.message;
  auto escalation = escalation_of(job, mention);
  escalation.reason = escalate_command(mention).value_or(commands::Escalate{}).reason;
  const auto record = co_await store_.newest_in(mention.channel, mention.thread);
  if (!record) {
    spdlog::error("A call for help was not taken on: {}", record.error().what);
    auto message = rendering::store_unavailable();
    co_return co_await tell(std::move(mention), std::move(message));
  }
  if (*record) escalation.diagnosis_id = (*record)->id;
  co_await begin(std::move(job), std::move(mention), std::move(escalation));
}

boost::asio::awaitable<bool> EscalationSession::begin(Job job, chat::Request request,
                                                      Escalation escalation) {
  if (options_.dry_run) {
    auto entry = entry_about(job, request, escalation, "dry_run");
    co_await enter(store_, std::move(entry));
    co_await tell_what_would_happen(std::move(request), std::move(escalation));
    co_return false;
  }
  const auto id = escalation.id;
  auto open = co_await store_.begin_escalation(std::move(escalation));
  if (!open) {
    spdlog::error("A call for help was not taken on: {}", open.error().what);
    auto message = rendering::store_unavailable();
    co_await tell(std::move(request), std::move(message));
    co_return false;
  }
  const bool ours = open->id == id;
  const auto stands = *open;
  auto entry = entry_about(job, request, stands, "");
  co_await enter(store_, std::move(entry));
  bool called = ours;
  if (!ours) {
    EscalationEvent again = CallAgain{request.user};
    called = co_await change(request, std::move(*open), std::move(again));
  }
  if (!called) {
    auto message = rendering::already_escalated(stands);
    co_await tell(std::move(request), std::move(message));
  }
  clock_.wake();
  co_return true;
}

boost::asio::awaitable<void> EscalationSession::tell_what_would_happen(chat::Request request,
                                                                       Escalation escalation) {
  const auto call = co_await callees_.find(escalation.calls.back());
  escalation.calls.back() = call;
  auto facts = co_await case_facts(platform_, store_, escalation);
  auto card = rendering::render(
      rendering::CallCard{.escalation = std::move(escalation),
                          .call = 0,
                          .facts = std::move(facts),
                          .calls_on = options_.rules.at_most > 0,
                          .acknowledge_within = options_.rules.acknowledge_within});
  auto message = rendering::escalation_dry_run(call, std::move(card), options_.opens_incidents);
  co_await tell(std::move(request), std::move(message));
}

boost::asio::awaitable<std::optional<Verdict>> EscalationSession::press(Job job,
                                                                        chat::Request press,
                                                                        Verdict verdict) {
  const bool not_listed = verdict.refusal == Refusal::not_permitted;
  if (!verdict.allowed() && !not_listed) co_return verdict;
  auto found = co_await store_.find_escalation(press.value);
  if (!found) {
    spdlog::error("A press was not handled: {}", found.error().what);
    auto message = rendering::store_unavailable();
    co_await tell(std::move(press), std::move(message));
    co_return std::nullopt;
  }
  if (!*found || (*found)->channel != press.channel) {
    auto message = rendering::escalation_forgotten();
    co_await tell(std::move(press), std::move(message));
    co_return std::nullopt;
  }
  auto before = std::move(**found);
  if (not_listed && !was_called(before, press.user)) co_return verdict;
  auto event = event_of(press);
  auto entry = entry_about(job, press, before, "");
  co_await enter(store_, std::move(entry));
  const bool changed = co_await change(press, std::move(before), std::move(event));
  clock_.wake();
  if (changed) co_return std::nullopt;
  const auto stands = co_await store_.find_escalation(press.value);
  // Who did it already needs not be told: this may be the same press after a crash.
  if (stands && *stands && (*stands)->changed_by != press.user) {
    auto message = rendering::escalation_stands(**stands);
    co_await tell(std::move(press), std::move(message));
  }
  co_return std::nullopt;
}

/// Tried again where somebody else was quicker: what they did may leave nothing to be done.
boost::asio::awaitable<bool> EscalationSession::change(chat::Request press, Escalation before,
                                                       EscalationEvent event) {
  for (;;) {
    // A press belongs to what was seen when it was made.
    if (press.received < before.changed_at) co_return false;
    auto next = after(before, event, time_.now(), options_.rules);
    if (!next) co_return false;
    const auto kept = co_await store_.change_escalation(std::move(*next));
    if (kept && *kept) co_return true;
    auto newest = co_await store_.find_escalation(before.id);
    if (!kept || !newest || !*newest) {
      spdlog::error("A press on a call for help was not kept: {}",
                    kept ? "it is not there any more" : kept.error().what);
      co_return false;
    }
    before = std::move(**newest);
  }
}

boost::asio::awaitable<void> EscalationSession::tell(chat::Request request, chat::Message message) {
  co_await answer_privately(platform_, std::move(request), std::move(message));
}

}  // namespace latchkey
