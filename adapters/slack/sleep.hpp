#pragma once

#include <boost/asio/awaitable.hpp>

#include <chrono>
#include <functional>

namespace latchkey::slack {

/// Waits; tests put something in its place that does not.
using Sleep = std::function<boost::asio::awaitable<void>(std::chrono::milliseconds)>;

/// Waits on a timer of the calling coroutine's executor.
boost::asio::awaitable<void> sleep_on_timer(std::chrono::milliseconds duration);

}  // namespace latchkey::slack
