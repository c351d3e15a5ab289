#include "bot/sessions/other_address_press.hpp"

#include "bot/rendering/notices.hpp"
#include "bot/sessions/button_row.hpp"
#include "bot/sessions/private_answer.hpp"

#include <spdlog/spdlog.h>

#include <string>
#include <utility>
#include <variant>

namespace latchkey {
namespace {

/// Before anything is asked, so that a crash leaves no press that looks as if it never ended. That
/// the question is asked after a crash, its own job sees to.
boost::asio::awaitable<void> settle_press(Store& store, long long attempt) {
  const auto kept = co_await store.finish_remedy(attempt, RemedyOutcome::looked_up);
  if (!kept) spdlog::error("That a press was let through was not kept: {}", kept.error().what);
}

}  // namespace

boost::asio::awaitable<bool> begin_other_check(chat::ChatPlatform& platform, Store& store,
                                               chat::Request press, RemedyAttempt attempt,
                                               DiagnosisRecord record) {
  const std::string job = attempt.press;
  // It sends no mail, so the limits of mails do not count.
  const auto start = co_await store.begin_remedy(std::move(attempt), MailLimits{});
  if (!start) {
    spdlog::error("A press was not let through: {}", start.error().what);
    auto message = rendering::store_unavailable();
    co_await answer_privately(platform, std::move(press), std::move(message));
    co_return false;
  }
  const auto* before = std::get_if<RemedyAlreadyBegun>(&*start);
  const bool ours = !before || before->press == job;
  if (!ours) {
    auto message = rendering::already_pressed(RemedyId::check_other_address, *before);
    co_await answer_privately(platform, press, std::move(message));
  } else {
    const auto number = before ? before->attempt : std::get<RemedyBegun>(*start).attempt;
    co_await settle_press(store, number);
  }
  chat::MessageRef row{press.channel, press.message};
  co_await show_button_row(platform, store, std::move(record), std::move(row), "",
                           chat::Edit::lasting);
  co_return ours;
}

}  // namespace latchkey
