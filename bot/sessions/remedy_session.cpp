#include "bot/sessions/remedy_session.hpp"

#include "bot/rendering/notices.hpp"
#include "bot/sessions/button_row.hpp"
#include "bot/sessions/declined_press.hpp"
#include "bot/sessions/dry_run.hpp"
#include "bot/sessions/follow_up_order.hpp"
#include "bot/sessions/mail_recipient.hpp"
#include "bot/sessions/private_answer.hpp"
#include "bot/sessions/suppression_removal.hpp"
#include "core/remedies/followed_mail.hpp"
#include "core/remedies/remedy_mail.hpp"

#include <spdlog/spdlog.h>
#include <boost/asio/steady_timer.hpp>
#include <boost/asio/this_coro.hpp>
#include <boost/asio/use_awaitable.hpp>

#include <algorithm>
#include <chrono>
#include <utility>
#include <variant>

namespace latchkey {
namespace {

/// A press counts for five minutes: nothing that a customer notices is begun long after it.
constexpr std::chrono::minutes k_press_counts{5};

RemedyOutcome outcome_of(FormAnswer answer) {
  switch (answer) {
    case FormAnswer::accepted: return RemedyOutcome::accepted;
    case FormAnswer::accepted_unproven: return RemedyOutcome::accepted_unproven;
    case FormAnswer::already_confirmed: return RemedyOutcome::already_confirmed;
    case FormAnswer::unknown_address: return RemedyOutcome::unknown_address;
  }
  return RemedyOutcome::uncertain;
}

RemedyOutcome outcome_of(const Expected<FormReply>& reply) {
  if (reply) return outcome_of(reply->answer);
  return reply.error().kind == ErrorKind::uncertain ? RemedyOutcome::uncertain
                                                    : RemedyOutcome::failed;
}

}  // namespace

RemedySession::RemedySession(chat::ChatPlatform& platform, Authorization& authorization,
                             std::map<std::string, MailForms*> forms,
                             std::vector<ServiceSources> sources, Store& store, MailWatch& watch,
                             const Clock& clock, Options options)
    : platform_(platform),
      authorization_(authorization),
      forms_(std::move(forms)),
      sources_(std::move(sources)),
      store_(store),
      watch_(watch),
      clock_(clock),
      options_(std::move(options)),
      second_person_(platform, authorization, store, options_.second_person) {}

void RemedySession::change(Options options) {
  options_ = std::move(options);
  second_person_.change(options_.second_person);
}

boost::asio::awaitable<std::optional<Verdict>> RemedySession::run(Job job, chat::Request press,
                                                                  rendering::PressedRemedy pressed,
                                                                  DiagnosisRecord record) {
  const auto remedy = pressed.remedy;
  RemedyAttempt attempt{record.id, remedy, record.email, press.user, clock_.now(), job.id};
  auto presses = co_await store_.presses(record.id);
  if (!presses) {
    spdlog::error("A press was not handled: {}", presses.error().what);
    co_await answer_privately(platform_, press, rendering::store_unavailable());
    co_return std::nullopt;
  }
  const bool begun = std::any_of(presses->begin(), presses->end(),
                                 [&](const auto& it) { return it.press == job.id; });
  // Only one that was begun before a crash is looked after, however old its press.
  if (!begun && clock_.now() - press.received > k_press_counts) {
    auto words = rendering::press_expired(remedy);
    co_await decline_press(store_, platform_, std::move(job), std::move(press), "expired",
                           std::move(words), record.email);
    co_return std::nullopt;
  }
  if (!pressed.approves && second_person_.is_needed(remedy)) {
    co_await second_person_.propose(std::move(job), press, std::move(attempt));
    co_await show(std::move(press), std::move(record), "");
    co_return std::nullopt;
  }
  if (pressed.approves && !begun) {
    const bool may = co_await second_person_.may_approve(job, press, attempt, std::move(*presses));
    if (!may) co_return std::nullopt;
  }
  co_return co_await begin(std::move(job), std::move(press), std::move(attempt), std::move(record));
}

boost::asio::awaitable<std::optional<Verdict>> RemedySession::begin(Job job, chat::Request press,
                                                                    RemedyAttempt attempt,
                                                                    DiagnosisRecord record) {
  if (const auto* source = source_of(record.service); source && sends_mail(attempt.remedy)) {
    attempt.recipient = co_await mail_recipient(*source, attempt.remedy, attempt.customer);
  }
  const auto start = co_await store_.begin_remedy(attempt, options_.limits);
  if (!start) {
    spdlog::error("A remedy was not begun: {}", start.error().what);
    co_await answer_privately(platform_, press, rendering::store_unavailable());
    co_return std::nullopt;
  }
  if (const auto* before = std::get_if<RemedyAlreadyBegun>(&*start)) {
    if (before->press != job.id) {
      auto words = rendering::already_pressed(attempt.remedy, *before);
      co_await decline_press(store_, platform_, std::move(job), press, "already_pressed",
                             std::move(words), record.email);
    } else if (before->outcome == RemedyOutcome::in_progress) {
      co_await settle(press, *before, attempt, record);
    }
    // The buttons may be out of date in the chat (a crash before the edit): put them right.
    co_await show(press, record, "");
    co_return std::nullopt;
  }
  if (const auto* limit = std::get_if<RemedyOverLimit>(&*start)) {
    auto words = rendering::over_limit(attempt.mailed_to(), *limit);
    co_await decline_press(store_, platform_, std::move(job), std::move(press), "over_limit",
                           std::move(words), record.email);
    co_return std::nullopt;
  }
  co_await show(press, record, "", chat::Edit::progress);
  co_return co_await submit(std::move(press), std::move(attempt), std::move(record),
                            std::get<RemedyBegun>(*start).attempt);
}

boost::asio::awaitable<std::optional<Verdict>> RemedySession::submit(chat::Request press,
                                                                     RemedyAttempt attempt,
                                                                     DiagnosisRecord record,
                                                                     long long number) {
  // Read again, and the press's age with it: the chat may have kept us waiting until here.
  auto verdict = co_await authorization_.check(press, Permission::remediate, chat::Freshness::now);
  const bool expired = clock_.now() - press.received > k_press_counts;
  if (!verdict.allowed() || expired) {
    co_await finish(number, RemedyOutcome::failed);
    co_await show(press, record, expired ? "the press was too old" : "it is no longer permitted");
    if (!verdict.allowed()) co_return verdict;
    co_await answer_privately(platform_, press, rendering::press_expired(attempt.remedy));
    co_return std::nullopt;
  }
  Effect effect{.outcome = RemedyOutcome::dry_run};
  if (options_.dry_run) {
    const auto* source = source_of(record.service);
    auto would = source ? would_do(attempt.remedy, source->service)
                        : record.service + " is not configured any more.";
    const auto kept = co_await store_.note_remedy(number, std::move(would));
    if (!kept) spdlog::error("What was not done was not kept: {}", kept.error().what);
  } else {
    effect = co_await take_effect(attempt, record.service, number);
  }
  if (!effect.why.empty()) spdlog::warn("A remedy did not succeed: {}", effect.why);
  co_await conclude(press, std::move(attempt), record.service, number, effect.outcome);
  co_await show(std::move(press), std::move(record), std::move(effect.why));
  co_return std::nullopt;
}

boost::asio::awaitable<RemedySession::Effect> RemedySession::take_effect(RemedyAttempt attempt,
                                                                         std::string service,
                                                                         long long number) {
  if (!sends_mail(attempt.remedy)) {
    co_return co_await change_list(std::move(attempt), std::move(service), number);
  }
  const auto reply = co_await ask_for_mail(std::move(service), std::move(attempt));
  co_return Effect{outcome_of(reply), reply ? "" : reply.error().what};
}

boost::asio::awaitable<RemedySession::Effect> RemedySession::change_list(RemedyAttempt attempt,
                                                                         std::string service,
                                                                         long long number) {
  const auto* source = source_of(service);
  if (!source) co_return Effect{RemedyOutcome::failed, service + " is not configured any more"};
  auto result =
      co_await latchkey::change_list(*source->suppressions, store_, number, std::move(attempt));
  co_return Effect{result.outcome, std::move(result.why)};
}

boost::asio::awaitable<Expected<FormReply>> RemedySession::ask_for_mail(std::string service,
                                                                        RemedyAttempt attempt) {
  const auto forms = forms_.find(service);
  if (forms == forms_.end()) {
    co_return Error{ErrorKind::not_configured, service + " has no forms in the configuration"};
  }
  co_return co_await forms->second->request(attempt.remedy, attempt.customer);
}

/// The form may have been sent before the crash, or not: nothing but the mail log can tell, and it
/// is never sent again by itself.
boost::asio::awaitable<void> RemedySession::settle(chat::Request press,
                                                   RemedyAlreadyBegun interrupted,
                                                   RemedyAttempt attempt, DiagnosisRecord record) {
  attempt.at = interrupted.at;
  co_await show(press, record, "", chat::Edit::progress);
  if (!sends_mail(attempt.remedy)) {
    const auto outcome = co_await list_outcome(std::move(attempt), record.service);
    co_await finish(interrupted.attempt, outcome);
    co_return;
  }
  bool left = false;
  const auto looks = options_.looks;
  for (const auto wait : looks) {
    boost::asio::steady_timer pause{co_await boost::asio::this_coro::executor, wait};
    co_await pause.async_wait(boost::asio::use_awaitable);
    left = co_await mail_left(attempt, record.service);
    if (left) break;
  }
  spdlog::info("A remedy that a restart interrupted: {}",
               left ? "its mail is in the log" : "no mail is in the log, so it is not certain");
  const auto outcome = left ? RemedyOutcome::accepted : RemedyOutcome::uncertain;
  co_await conclude(std::move(press), std::move(attempt), std::move(record.service),
                    interrupted.attempt, outcome);
}

boost::asio::awaitable<RemedyOutcome> RemedySession::list_outcome(RemedyAttempt attempt,
                                                                  std::string service) {
  const auto* source = source_of(service);
  if (!source) co_return RemedyOutcome::failed;
  const auto result = co_await look_after_change(*source->suppressions, std::move(attempt));
  if (!result.why.empty()) {
    spdlog::warn("A suppression list that a restart kept from being changed: {}", result.why);
  }
  co_return result.outcome;
}

const ServiceSources* RemedySession::source_of(const std::string& service) const {
  const auto source = std::find_if(sources_.begin(), sources_.end(), [&](const auto& candidate) {
    return candidate.service.name == service;
  });
  return source == sources_.end() ? nullptr : &*source;
}

boost::asio::awaitable<bool> RemedySession::mail_left(RemedyAttempt attempt, std::string service) {
  const auto* source = source_of(service);
  if (!source) co_return false;
  const FollowedMail mail{mail_of(attempt.remedy), attempt.at};
  const auto window = window_to_ask(mail, clock_.now());
  const auto history = co_await source->mail->events(attempt.mailed_to(), window);
  if (history) co_return find_mail(mail, source->service, *history).has_value();
  spdlog::warn("What came of a remedy could not be asked: {}", history.error().what);
  co_return false;
}

boost::asio::awaitable<void> RemedySession::conclude(chat::Request press, RemedyAttempt attempt,
                                                     std::string service, long long number,
                                                     RemedyOutcome outcome) {
  std::optional<FollowUpOrder> order;
  if (const auto* source = source_of(service)) {
    PressPlace place{press.channel, press.thread, press.message};
    order = follow_up_order(source->service, attempt, outcome, std::move(place), clock_.now());
  }
  co_await finish(number, outcome, std::move(order));
  watch_.wake();
}

/// Asked again for as long as the store has trouble: a mail that left and is not remembered could
/// leave a second time.
boost::asio::awaitable<void> RemedySession::finish(long long attempt, RemedyOutcome outcome,
                                                   std::optional<FollowUpOrder> order) {
  for (;;) {
    auto keeping = order ? store_.finish_and_follow(attempt, outcome, *order)
                         : store_.finish_remedy(attempt, outcome);
    const auto finished = co_await std::move(keeping);
    if (finished || finished.error().kind == ErrorKind::not_found) co_return;
    spdlog::error("How a remedy ended was not kept; trying again: {}", finished.error().what);
    boost::asio::steady_timer pause{co_await boost::asio::this_coro::executor,
                                    std::chrono::seconds{1}};
    co_await pause.async_wait(boost::asio::use_awaitable);
  }
}

boost::asio::awaitable<void> RemedySession::show(chat::Request press, DiagnosisRecord record,
                                                 std::string why, chat::Edit weight) {
  chat::MessageRef message{press.channel, press.message};
  return show_button_row(platform_, store_, std::move(record), std::move(message), std::move(why),
                         weight);
}

}  // namespace latchkey
