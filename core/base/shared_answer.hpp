#pragma once

#include "core/base/expected.hpp"

#include <boost/asio/any_io_executor.hpp>
#include <boost/asio/as_tuple.hpp>
#include <boost/asio/awaitable.hpp>
#include <boost/asio/steady_timer.hpp>
#include <boost/asio/use_awaitable.hpp>

#include <optional>
#include <utility>

namespace latchkey {

/// An answer that one coroutine gets and others wait for. Held by a shared pointer in each.
template <class T>
class SharedAnswer {
 public:
  explicit SharedAnswer(const boost::asio::any_io_executor& executor)
      : over_(executor, boost::asio::steady_timer::time_point::max()) {}

  void give(Expected<T> answer) {
    answer_.emplace(std::move(answer));
    end();
  }

  /// No answer will come any more, if none came yet.
  void end() {
    ended_ = true;
    over_.cancel();
  }

  /// Nothing where it ended without an answer: whoever was to get it was cancelled.
  boost::asio::awaitable<std::optional<Expected<T>>> wait() {
    while (!ended_) co_await over_.async_wait(boost::asio::as_tuple(boost::asio::use_awaitable));
    co_return answer_;
  }

 private:
  std::optional<Expected<T>> answer_;
  bool ended_ = false;
  /// Never runs out by itself: cancelling it wakes who waits.
  boost::asio::steady_timer over_;
};

}  // namespace latchkey
