#pragma once

#include "tests/doubles/fake_clock.hpp"

#include <boost/asio/any_io_executor.hpp>
#include <boost/asio/as_tuple.hpp>
#include <boost/asio/awaitable.hpp>
#include <boost/asio/io_context.hpp>
#include <boost/asio/steady_timer.hpp>
#include <boost/asio/this_coro.hpp>
#include <boost/asio/use_awaitable.hpp>
#include <boost/system/system_error.hpp>

#include <chrono>
#include <map>
#include <memory>

namespace latchkey::doubles {

/// Coroutines that sleep until the test lets the time pass; the clock goes with it.
class FakeSleep {
 public:
  FakeSleep(boost::asio::io_context& io, FakeClock& clock) : io_(io), clock_(clock) {}

  boost::asio::awaitable<void> sleep(std::chrono::milliseconds duration) {
    auto alarm = std::make_shared<Alarm>(co_await boost::asio::this_coro::executor);
    sleepers_.emplace(clock_.now() + duration, alarm);
    const auto [woken] =
        co_await alarm->timer.async_wait(boost::asio::as_tuple(boost::asio::use_awaitable));
    if (!alarm->rang) throw boost::system::system_error{woken};  // cancelled, as a timer's wait is
  }

  /// Lets so much time pass and wakes who is due, each at its moment; returns when everybody sleeps
  /// again or is done.
  void pass(std::chrono::milliseconds duration) {
    const auto end = clock_.now() + duration;
    io_.restart();
    io_.poll();
    while (!sleepers_.empty() && sleepers_.begin()->first <= end) {
      clock_.advance(sleepers_.begin()->first - clock_.now());
      const auto due = sleepers_.extract(sleepers_.begin()).mapped();
      due->rang = true;
      due->timer.cancel();
      io_.poll();
    }
    clock_.advance(end - clock_.now());
  }

 private:
  struct Alarm {
    explicit Alarm(const boost::asio::any_io_executor& executor)
        : timer(executor, boost::asio::steady_timer::time_point::max()) {}
    boost::asio::steady_timer timer;
    bool rang = false;
  };

  boost::asio::io_context& io_;
  FakeClock& clock_;
  std::multimap<TimePoint, std::shared_ptr<Alarm>> sleepers_;
};

}  // namespace latchkey::doubles
