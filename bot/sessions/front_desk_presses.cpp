// The presses of front_desk.hpp: what a button under an answer leads to.
#include "bot/rendering/action_row.hpp"
#include "bot/rendering/detail_modals.hpp"
#include "bot/rendering/evidence_buttons.hpp"
#include "bot/rendering/notices.hpp"
#include "bot/sessions/answer_details.hpp"
#include "bot/sessions/audit_entry.hpp"
#include "bot/sessions/front_desk.hpp"
#include "bot/sessions/job_trace.hpp"
#include "bot/sessions/other_address_press.hpp"
#include "core/remedies/remedy.hpp"

#include <spdlog/spdlog.h>

#include <algorithm>
#include <chrono>
#include <string>
#include <utility>

namespace latchkey {
namespace {

/// Later presses offer "Check again": the evidence under the buttons is a day old.
constexpr std::chrono::hours k_buttons_count{24};

}  // namespace

FrontDesk::Handled FrontDesk::press(Job job, chat::Request request, bool member) {
  const auto found = co_await parts_.store.find_diagnosis(request.value);
  if (!found) {
    spdlog::error("A press was not handled: {}", found.error().what);
    auto message = rendering::store_unavailable();
    co_return co_await tell(std::move(request), std::move(message));
  }
  // “Check again” would find no more than this press did, so neither of the two offers it.
  if (!*found) {
    auto entry = entry_of(job, request, audit_action::refused, "forgotten");
    auto message = rendering::press_on_forgotten();
    co_return co_await turn_away(std::move(request), std::move(entry), std::move(message));
  }
  if ((*found)->channel != request.channel) {
    auto entry = entry_of(job, request, audit_action::refused, "other_channel");
    auto message = rendering::pressed_elsewhere();
    co_return co_await turn_away(std::move(request), std::move(entry), std::move(message));
  }
  const auto& record = **found;
  is_about(record.id);
  if (request.action == rendering::k_recheck) {
    commands::Diagnose again{record.email, {}, record.service};
    // It was asked while the logs went back further, perhaps.
    if (record.since.count() > 0) again.since = std::min(record.since, options_.mail_log_retention);
    if (!record.thread.empty()) request.thread = record.thread;
    co_return co_await diagnose(std::move(job), std::move(request), std::move(again), member);
  }
  if (parts_.clock.now() - record.asked_at > k_buttons_count) {
    auto entry = entry_of(job, request, audit_action::refused, "too_old");
    auto message = rendering::stale_press(record.id);
    co_return co_await turn_away(std::move(request), std::move(entry), std::move(message));
  }
  co_return co_await press_on(std::move(job), std::move(request), record, member);
}

FrontDesk::Handled FrontDesk::press_on(Job job, chat::Request request, DiagnosisRecord record,
                                       bool member) {
  const auto remedy = rendering::pressed_remedy(request.action);
  if (!remedy) {
    auto entry = entry_of(job, request, audit_action::pressed, "");
    entry.customer = record.email;
    entry.service = record.service;
    co_await enter(parts_.store, std::move(entry));
  }
  if (request.action == rendering::k_draft_reply) {
    co_await parts_.replies.open(std::move(request), std::move(record));
    co_return std::nullopt;
  }
  if (request.action == rendering::k_show_all || request.action == rendering::k_copy_for_ticket) {
    co_return co_await show_details(std::move(request), std::move(record));
  }
  if (!remedy) {
    auto message = rendering::stale_press(request.value);
    co_return co_await tell(std::move(request), std::move(message));
  }
  if (remedy->remedy == RemedyId::check_other_address) {
    co_return co_await check_other(std::move(job), std::move(request), std::move(record), member);
  }
  auto verdict = co_await parts_.remedy.run(job, request, *remedy, std::move(record));
  if (verdict) {
    co_return co_await refuse(std::move(job), std::move(request), std::move(*verdict));
  }
  co_return std::nullopt;
}

FrontDesk::Handled FrontDesk::check_other(Job job, chat::Request request, DiagnosisRecord record,
                                          bool member) {
  const auto other = read_details(record.details).other_address;
  const auto service = known_service(record.service);
  if (!other || service.empty()) {
    auto message = rendering::stale_press(record.id);
    co_return co_await tell(std::move(request), std::move(message));
  }
  const auto now = parts_.clock.now();
  if (const auto full_until = question_limit_.full_until(request.user, now)) {
    co_return co_await too_many(std::move(job), std::move(request), *other, *full_until - now);
  }
  RemedyAttempt attempt{record.id, RemedyId::check_other_address, *other, request.user, now,
                        job.id};
  const bool first = co_await begin_other_check(parts_.platform, parts_.store, request,
                                                std::move(attempt), record);
  if (!first) co_return std::nullopt;
  request.thread = record.thread;
  Question question{*other, service, std::min(record.since, options_.mail_log_retention)};
  DiagnoseOrder order{std::move(request), std::move(question), member};
  co_return co_await parts_.diagnose.open(std::move(job), std::move(order));
}

FrontDesk::Handled FrontDesk::show_details(chat::Request press, DiagnosisRecord record) {
  auto details = read_details(record.details);
  const bool all = press.action == rendering::k_show_all;
  if (all ? details.timeline.empty() : details.ticket.empty()) {
    auto message = rendering::stale_press(record.id);
    co_return co_await tell(std::move(press), std::move(message));
  }
  auto modal = all ? rendering::timeline_modal(std::move(details.timeline))
                   : rendering::ticket_modal(std::move(details.ticket));
  std::string button = all ? "Show all" : modal.title;
  const auto opened = co_await parts_.platform.open_modal(press.trigger, std::move(modal));
  if (opened) co_return std::nullopt;
  spdlog::info("A window could not be opened: {}", opened.error().what);
  auto message = rendering::form_too_late(button);
  co_return co_await tell(std::move(press), std::move(message));
}

}  // namespace latchkey
