#include "adapters/slack/sleep.hpp"

#include <boost/asio/steady_timer.hpp>
#include <boost/asio/this_coro.hpp>
#include <boost/asio/use_awaitable.hpp>

namespace latchkey::slack {

boost::asio::awaitable<void> sleep_on_timer(std::chrono::milliseconds duration) {
  boost::asio::steady_timer timer{co_await boost::asio::this_coro::executor, duration};
  co_await timer.async_wait(boost::asio::use_awaitable);
}

}  // namespace latchkey::slack
