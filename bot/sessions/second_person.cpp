#include "bot/sessions/second_person.hpp"

#include "bot/rendering/notices.hpp"
#include "bot/sessions/declined_press.hpp"
#include "bot/sessions/private_answer.hpp"
#include "core/remedies/suppression_remedies.hpp"

#include <spdlog/spdlog.h>

#include <algorithm>
#include <utility>
#include <variant>

namespace latchkey {

SecondPerson::SecondPerson(chat::ChatPlatform& platform, Authorization& authorization, Store& store,
                           std::vector<RemedyId> listed)
    : platform_(platform),
      authorization_(authorization),
      store_(store),
      listed_(std::move(listed)) {}

bool SecondPerson::is_needed(RemedyId remedy) const {
  return is_against_wish(remedy) ||
         std::find(listed_.begin(), listed_.end(), remedy) != listed_.end();
}

boost::asio::awaitable<void> SecondPerson::decline(Job job, chat::Request press, const char* why,
                                                   chat::Message words, EmailAddress customer) {
  return decline_press(store_, platform_, std::move(job), std::move(press), why, std::move(words),
                       std::move(customer));
}

boost::asio::awaitable<void> SecondPerson::propose(Job job, chat::Request press,
                                                   RemedyAttempt attempt) {
  const auto start = co_await store_.propose_remedy(attempt);
  if (!start) {
    spdlog::error("A remedy was not proposed: {}", start.error().what);
    auto words = rendering::store_unavailable();
    co_await answer_privately(platform_, std::move(press), std::move(words));
    co_return;
  }
  const auto* before = std::get_if<RemedyAlreadyBegun>(&*start);
  if (!before || before->press == job.id) co_return;
  auto words = rendering::already_pressed(attempt.remedy, *before);
  co_await decline(std::move(job), std::move(press), "already_pressed", std::move(words),
                   attempt.customer);
}

boost::asio::awaitable<bool> SecondPerson::may_approve(Job job, chat::Request press,
                                                       RemedyAttempt attempt,
                                                       std::vector<RemedyPress> presses) {
  const auto last = std::find_if(presses.rbegin(), presses.rend(), [&](const RemedyPress& it) {
    return it.remedy == attempt.remedy;
  });
  // Where it was begun already, beginning it tells so.
  if (last != presses.rend() && may_have_taken_effect(last->outcome)) co_return true;
  if (last == presses.rend() || last->outcome != RemedyOutcome::proposed) {
    auto words = rendering::stale_press(attempt.diagnosis_id);
    co_await decline(std::move(job), std::move(press), "not_proposed", std::move(words),
                     attempt.customer);
    co_return false;
  }
  if (last->by == press.user) {
    auto words = rendering::needs_another_person(attempt.remedy);
    co_await decline(std::move(job), std::move(press), "same_person", std::move(words),
                     attempt.customer);
    co_return false;
  }
  auto first_press = press;
  first_press.user = last->by;
  const auto verdict = co_await authorization_.check(std::move(first_press), Permission::remediate,
                                                     chat::Freshness::now);
  if (verdict.allowed()) co_return true;
  auto words = rendering::proposal_lapsed(attempt.remedy, last->by);
  co_await decline(std::move(job), std::move(press), "proposal_lapsed", std::move(words),
                   attempt.customer);
  co_return false;
}

}  // namespace latchkey
