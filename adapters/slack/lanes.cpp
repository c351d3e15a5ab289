#include "adapters/slack/lanes.hpp"

#include <boost/asio/as_tuple.hpp>
#include <boost/asio/steady_timer.hpp>
#include <boost/asio/this_coro.hpp>
#include <boost/asio/use_awaitable.hpp>

#include <utility>

namespace latchkey::slack {

namespace asio = boost::asio;

/// A timer that never runs out by itself: cancelling it says "your turn".
struct Lanes::Waiter {
  explicit Waiter(const asio::any_io_executor& executor)
      : turn(executor, asio::steady_timer::time_point::max()) {}
  asio::steady_timer turn;
};

Lanes::Pass::Pass(std::shared_ptr<Queues> queues, std::string key, std::shared_ptr<Waiter> waiter)
    : queues_(std::move(queues)), key_(std::move(key)), waiter_(std::move(waiter)) {}

Lanes::Pass::Pass(Pass&& other) noexcept = default;

Lanes::Pass::~Pass() {
  if (!queues_) return;
  const auto lane = queues_->find(key_);
  const bool had_its_turn = lane->second.front() == waiter_;
  lane->second.remove(waiter_);
  if (lane->second.empty()) {
    queues_->erase(lane);
  } else if (had_its_turn) {
    lane->second.front()->turn.cancel();
  }
}

asio::awaitable<Expected<Lanes::Pass>> Lanes::enter(std::string key) {
  constexpr std::size_t k_most_waiting = 50;
  const auto executor = co_await asio::this_coro::executor;
  const auto queues = queues_;
  auto& lane = (*queues)[key];
  if (lane.size() > k_most_waiting) {
    co_return Error{.kind = ErrorKind::rate_limited,
                    .what = "Slack: too many messages wait for this conversation"};
  }
  auto waiter = std::make_shared<Waiter>(executor);
  lane.push_back(waiter);
  // From here on the place in the lane is given back even where this coroutine is cancelled.
  Pass pass{queues, key, waiter};
  while (lane.front() != waiter) {  // it stays there for as long as somebody is in it
    co_await waiter->turn.async_wait(asio::as_tuple(asio::use_awaitable));
  }
  co_return Expected<Pass>{std::move(pass)};
}

}  // namespace latchkey::slack
