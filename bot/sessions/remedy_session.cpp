#include "bot/sessions/remedy_session.hpp"

#include "bot/rendering/action_row.hpp"
#include "bot/rendering/notices.hpp"
#include "bot/sessions/answer_details.hpp"
#include "bot/sessions/private_answer.hpp"
#include "bot/sessions/suppression_removal.hpp"
#include "core/diagnosis/mail.hpp"

#include <spdlog/spdlog.h>
#include <boost/asio/steady_timer.hpp>
#include <boost/asio/this_coro.hpp>
#include <boost/asio/use_awaitable.hpp>

#include <algorithm>
#include <chrono>
#include <iterator>
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

/// What a remedy has the site send.
MailKind mail_of(RemedyId remedy) {
  switch (remedy) {
    case RemedyId::resend_confirmation: return MailKind::confirmation;
    case RemedyId::send_password_reset: return MailKind::reset;
    case RemedyId::send_sign_in_link: return MailKind::sign_in_link;
    case RemedyId::lift_suppression: break;
  }
  return MailKind::other;
}

rendering::ActionRow action_row(const DiagnosisRecord& record,
                                const std::vector<RemedyPress>& presses) {
  rendering::ActionRow row{record.id, record.email, record.service, record.offered};
  row.with_reply = !record.cause.empty();
  row.above = read_details(record.details).above;
  std::transform(presses.begin(), presses.end(), std::back_inserter(row.presses),
                 [](const RemedyPress& press) {
                   return rendering::Press{press.remedy,  press.by, press.at,
                                           press.outcome, {},       press.note};
                 });
  return row;
}

}  // namespace

RemedySession::RemedySession(chat::ChatPlatform& platform, Authorization& authorization,
                             std::map<std::string, MailForms*> forms,
                             std::vector<ServiceSources> sources, Store& store, const Clock& clock,
                             Options options)
    : platform_(platform),
      authorization_(authorization),
      forms_(std::move(forms)),
      sources_(std::move(sources)),
      store_(store),
      clock_(clock),
      options_(std::move(options)) {}

boost::asio::awaitable<std::optional<Verdict>> RemedySession::run(Job job, chat::Request press,
                                                                  RemedyId remedy,
                                                                  DiagnosisRecord record) {
  RemedyAttempt attempt{record.id, remedy, record.email, press.user, clock_.now(), job.id};
  // Only one that was begun before a crash is looked after, however old its press.
  if (clock_.now() - press.received > k_press_counts) {
    const auto presses = co_await store_.presses(record.id);
    const bool begun = presses && std::any_of(presses->begin(), presses->end(),
                                              [&](const auto& it) { return it.press == job.id; });
    if (!begun) {
      co_await answer_privately(platform_, press, rendering::press_expired(remedy));
      co_return std::nullopt;
    }
  }
  const auto start = co_await store_.begin_remedy(attempt, options_.limits);
  if (!start) {
    spdlog::error("A remedy was not begun: {}", start.error().what);
    co_await answer_privately(platform_, press, rendering::store_unavailable());
    co_return std::nullopt;
  }
  if (const auto* before = std::get_if<RemedyAlreadyBegun>(&*start)) {
    if (before->press != job.id) {
      co_await answer_privately(platform_, press, rendering::already_pressed(remedy, *before));
    } else if (before->outcome == RemedyOutcome::in_progress) {
      co_await settle(press, *before, attempt, record);
    }
    // The buttons may be out of date in the chat (a crash before the edit): put them right.
    co_await show(press, record, "");
    co_return std::nullopt;
  }
  if (const auto* limit = std::get_if<RemedyOverLimit>(&*start)) {
    co_await answer_privately(platform_, press, rendering::over_limit(record.email, *limit));
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
  if (!options_.dry_run) effect = co_await take_effect(std::move(attempt), record.service, number);
  if (!effect.why.empty()) spdlog::warn("A remedy did not succeed: {}", effect.why);
  co_await finish(number, effect.outcome);
  co_await show(std::move(press), std::move(record), std::move(effect.why));
  co_return std::nullopt;
}

boost::asio::awaitable<RemedySession::Effect> RemedySession::take_effect(RemedyAttempt attempt,
                                                                         std::string service,
                                                                         long long number) {
  if (attempt.remedy == RemedyId::lift_suppression) {
    const auto* source = source_of(service);
    if (!source) co_return Effect{RemedyOutcome::failed, service + " is not configured any more"};
    auto removed =
        co_await lift_bounce(*source->suppressions, store_, number, std::move(attempt.customer));
    co_return Effect{removed.outcome, std::move(removed.why)};
  }
  const auto reply = co_await ask_for_mail(std::move(service), std::move(attempt));
  co_return Effect{outcome_of(reply), reply ? "" : reply.error().what};
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
  co_await show(std::move(press), record, "", chat::Edit::progress);
  if (!sends_mail(attempt.remedy)) {
    const auto outcome = co_await removal_outcome(std::move(attempt.customer), record.service);
    co_await finish(interrupted.attempt, outcome);
    co_return;
  }
  bool left = false;
  for (const auto wait : options_.looks) {
    boost::asio::steady_timer pause{co_await boost::asio::this_coro::executor, wait};
    co_await pause.async_wait(boost::asio::use_awaitable);
    left = co_await mail_left(attempt, record.service);
    if (left) break;
  }
  spdlog::info("A remedy that a restart interrupted: {}",
               left ? "its mail is in the log" : "no mail is in the log, so it is not certain");
  co_await finish(interrupted.attempt, left ? RemedyOutcome::accepted : RemedyOutcome::uncertain);
}

boost::asio::awaitable<RemedyOutcome> RemedySession::removal_outcome(EmailAddress customer,
                                                                     std::string service) {
  const auto* source = source_of(service);
  if (!source) co_return RemedyOutcome::failed;
  const auto removed = co_await look_after_removal(*source->suppressions, std::move(customer));
  if (!removed.why.empty()) {
    spdlog::warn("A suppression that a restart kept from being lifted: {}", removed.why);
  }
  co_return removed.outcome;
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
  const Window window{attempt.at, clock_.now()};
  const auto history = co_await source->mail->events(attempt.customer, window);
  if (!history) {
    spdlog::warn("What came of a remedy could not be asked: {}", history.error().what);
    co_return false;
  }
  const auto sent = mails(source->service, *history, mail_of(attempt.remedy));
  co_return std::any_of(sent.begin(), sent.end(),
                        [&](const Mail& mail) { return mail.at >= attempt.at; });
}

/// Asked again for as long as the store has trouble: a mail that left and is not remembered could
/// leave a second time.
boost::asio::awaitable<void> RemedySession::finish(long long attempt, RemedyOutcome outcome) {
  for (;;) {
    const auto finished = co_await store_.finish_remedy(attempt, outcome);
    if (finished || finished.error().kind == ErrorKind::not_found) co_return;
    spdlog::error("How a remedy ended was not kept; trying again: {}", finished.error().what);
    boost::asio::steady_timer pause{co_await boost::asio::this_coro::executor,
                                    std::chrono::seconds{1}};
    co_await pause.async_wait(boost::asio::use_awaitable);
  }
}

boost::asio::awaitable<void> RemedySession::show(chat::Request press, DiagnosisRecord record,
                                                 std::string why, chat::Edit weight) {
  const auto presses = co_await store_.presses(record.id);
  if (!presses) {
    spdlog::error("A row of buttons was not updated: {}", presses.error().what);
    co_return;
  }
  auto row = action_row(record, *presses);
  if (!row.presses.empty()) row.presses.back().why = std::move(why);
  chat::MessageRef message{press.channel, press.message};
  auto content = rendering::render(row);
  const auto updated = co_await platform_.update(std::move(message), std::move(content), weight);
  if (!updated) spdlog::warn("What came of a press was not shown: {}", updated.error().what);
}

}  // namespace latchkey
