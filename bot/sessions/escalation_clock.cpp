#include "bot/sessions/escalation_clock.hpp"

#include <algorithm>
#include <utility>

namespace latchkey {
namespace {

/// Posting waits for its channel's turn, so a few at once; the chat's own limits set the pace.
constexpr std::size_t k_escalations_at_once = 16;

}  // namespace

EscalationClock::EscalationClock(boost::asio::any_io_executor executor, Escalations& escalations,
                                 const Clock& clock, Tend tend,
                                 std::optional<std::chrono::milliseconds> look_every)
    : escalations_(escalations),
      tend_(std::move(tend)),
      work_(std::move(executor), clock, "escalations to look at",
            {.at_once = k_escalations_at_once, .look_every = look_every},
            [this](std::size_t most) { return find(most); }) {}

boost::asio::awaitable<Expected<std::vector<DueWork::Item>>> EscalationClock::find(
    std::size_t most) {
  // Those that were begun with may stand before one that was not.
  auto due = co_await escalations_.escalations_to_look_at(most + begun_.size());
  if (!due) co_return due.error();
  std::vector<DueWork::Item> items;
  for (Escalation& escalation : *due) {
    auto key = escalation.id;
    const bool begun = begun_.contains(key);
    const auto at = begun ? escalation.look_at.value_or(TimePoint{}) : TimePoint{};
    items.push_back({.key = std::move(key),
                     .at = at,
                     .trace = {escalation.id, escalation.diagnosis_id},
                     .run = [this, escalation] { return tend(escalation); },
                     .give_up = [this, escalation] { return leave(escalation); }});
  }
  std::stable_sort(items.begin(), items.end(),
                   [](const auto& a, const auto& b) { return a.at < b.at; });
  co_return items;
}

boost::asio::awaitable<void> EscalationClock::tend(Escalation escalation) {
  begun_.insert(escalation.id);
  return tend_(std::move(escalation));
}

/// Nothing more happens by itself; a press still counts.
boost::asio::awaitable<void> EscalationClock::leave(Escalation escalation) {
  auto newest = co_await escalations_.find_escalation(escalation.id);
  if (!newest || !*newest) co_return;
  (*newest)->look_at.reset();
  co_await escalations_.change_escalation(std::move(**newest));
}

}  // namespace latchkey
