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

Lanes::Pass::Pass(Lanes& lanes, std::string key, std::shared_ptr<Waiter> waiter)
    : lanes_(&lanes), key_(std::move(key)), waiter_(std::move(waiter)) {}

Lanes::Pass::Pass(Pass&& other) noexcept
    : lanes_(std::exchange(other.lanes_, nullptr)),
      key_(std::move(other.key_)),
      waiter_(std::move(other.waiter_)) {}

Lanes::Pass::~Pass() {
  if (lanes_ != nullptr) lanes_->leave(key_, waiter_);
}

asio::awaitable<Expected<Lanes::Pass>> Lanes::enter(std::string key) {
  constexpr std::size_t k_most_waiting = 50;
  const auto executor = co_await asio::this_coro::executor;
  auto& lane = lanes_[key];
  if (lane.size() > k_most_waiting) {
    co_return Error{.kind = ErrorKind::rate_limited,
                    .what = "Slack: too many messages wait for this conversation"};
  }
  auto waiter = std::make_shared<Waiter>(executor);
  lane.push_back(waiter);
  // From here on the place in the lane is given back even where this coroutine is cancelled.
  Pass pass{*this, key, waiter};
  while (lanes_[key].front() != waiter) {
    co_await waiter->turn.async_wait(asio::as_tuple(asio::use_awaitable));
  }
  co_return Expected<Pass>{std::move(pass)};
}

void Lanes::leave(const std::string& key, const std::shared_ptr<Waiter>& waiter) {
  const auto lane = lanes_.find(key);
  if (lane == lanes_.end()) return;
  const bool had_its_turn = lane->second.front() == waiter;
  lane->second.remove(waiter);
  if (lane->second.empty()) {
    lanes_.erase(lane);
  } else if (had_its_turn) {
    lane->second.front()->turn.cancel();
  }
}

}  // namespace latchkey::slack
