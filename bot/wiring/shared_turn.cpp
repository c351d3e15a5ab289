#include "bot/wiring/shared_turn.hpp"

#include <boost/asio/awaitable.hpp>
#include <boost/asio/steady_timer.hpp>
#include <boost/asio/this_coro.hpp>
#include <boost/asio/use_awaitable.hpp>

#include <chrono>
#include <string>
#include <utility>

namespace latchkey {
namespace {

using std::chrono::milliseconds;

boost::asio::awaitable<void> wait_for_turn(Replicas& store, std::string channel,
                                           milliseconds interval) {
  const auto wait = co_await store.next_turn("posts in " + channel, interval);
  // Without it Slack says that it was too much, and when to come back.
  if (!wait || *wait == milliseconds{0}) co_return;
  boost::asio::steady_timer turn{co_await boost::asio::this_coro::executor, *wait};
  co_await turn.async_wait(boost::asio::use_awaitable);
}

}  // namespace

slack::Options with_shared_turn(slack::Options options, Replicas& store) {
  if (!store.lease()) return options;
  options.shared_turn = [&store, interval = milliseconds{1'000} /
                                            options.posts_per_second](std::string channel) {
    return wait_for_turn(store, std::move(channel), interval);
  };
  return options;
}

}  // namespace latchkey
