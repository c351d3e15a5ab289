#include "bot/sessions/remedy_session.hpp"

#include "bot/rendering/action_row.hpp"
#include "bot/rendering/notices.hpp"
#include "bot/sessions/private_answer.hpp"

#include <spdlog/spdlog.h>

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

rendering::ActionRow action_row(const DiagnosisRecord& record,
                                const std::vector<RemedyPress>& presses) {
  rendering::ActionRow row{record.id, record.email, record.service, record.offered};
  std::transform(presses.begin(), presses.end(), std::back_inserter(row.presses),
                 [](const RemedyPress& press) {
                   return rendering::Press{press.remedy, press.by, press.at, press.outcome};
                 });
  return row;
}

}  // namespace

RemedySession::RemedySession(chat::ChatPlatform& platform, std::map<std::string, MailForms*> forms,
                             Store& store, const Clock& clock, Options options)
    : platform_(platform),
      forms_(std::move(forms)),
      store_(store),
      clock_(clock),
      options_(options) {}

boost::asio::awaitable<void> RemedySession::run(chat::Request press, RemedyId remedy,
                                                DiagnosisRecord record) {
  if (clock_.now() - press.received > k_press_counts) {
    co_await answer_privately(platform_, press, rendering::press_expired(remedy));
    co_return;
  }
  RemedyAttempt attempt{record.id, remedy, record.email, press.user, clock_.now()};
  const auto start = co_await store_.begin_remedy(attempt, options_.limits);
  if (!start) {
    spdlog::error("A remedy was not begun: {}", start.error().what);
    co_await answer_privately(platform_, press, rendering::store_unavailable());
    co_return;
  }
  if (const auto* before = std::get_if<RemedyAlreadyBegun>(&*start)) {
    co_await answer_privately(platform_, press, rendering::already_pressed(remedy, *before));
    // The buttons may be out of date in the chat (a crash before the edit): put them right.
    co_await show(press, record, "");
    co_return;
  }
  if (const auto* limit = std::get_if<RemedyOverLimit>(&*start)) {
    co_await answer_privately(platform_, press, rendering::over_limit(record.email, *limit));
    co_return;
  }
  co_await show(press, record, "");
  co_await submit(std::move(press), std::move(attempt), std::move(record),
                  std::get<RemedyBegun>(*start).attempt);
}

boost::asio::awaitable<void> RemedySession::submit(chat::Request press, RemedyAttempt attempt,
                                                   DiagnosisRecord record, long long number) {
  RemedyOutcome outcome = RemedyOutcome::dry_run;
  std::string why;
  if (!options_.dry_run) {
    const auto forms = forms_.find(record.service);
    Expected<FormReply> reply =
        Error{ErrorKind::not_configured, record.service + " has no forms in the configuration"};
    if (forms != forms_.end()) {
      reply = co_await forms->second->request(attempt.remedy, attempt.customer);
    }
    outcome = outcome_of(reply);
    if (!reply) {
      why = reply.error().what;
      spdlog::warn("A remedy did not succeed: {}", why);
    }
  }
  const auto finished = co_await store_.finish_remedy(number, outcome);
  if (!finished) spdlog::error("How a remedy ended was not kept: {}", finished.error().what);
  co_await show(std::move(press), std::move(record), std::move(why));
}

boost::asio::awaitable<void> RemedySession::show(chat::Request press, DiagnosisRecord record,
                                                 std::string why) {
  const auto presses = co_await store_.presses(record.id);
  if (!presses) {
    spdlog::error("A row of buttons was not updated: {}", presses.error().what);
    co_return;
  }
  auto row = action_row(record, *presses);
  if (!row.presses.empty()) row.presses.back().why = std::move(why);
  chat::MessageRef message{press.channel, press.message};
  auto content = rendering::render(row);
  const auto updated =
      co_await platform_.update(std::move(message), std::move(content), chat::Edit::lasting);
  if (!updated) spdlog::warn("What came of a press was not shown: {}", updated.error().what);
}

}  // namespace latchkey
