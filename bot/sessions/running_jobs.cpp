#include "bot/sessions/running_jobs.hpp"

#include <spdlog/spdlog.h>
#include <boost/asio/co_spawn.hpp>
#include <boost/asio/redirect_error.hpp>
#include <boost/asio/use_awaitable.hpp>

#include <exception>
#include <utility>

namespace latchkey {

RunningJobs::RunningJobs(boost::asio::any_io_executor executor, std::size_t most)
    : executor_(executor),
      most_(most),
      none_left_(executor, boost::asio::steady_timer::time_point::max()) {}

void RunningJobs::start(boost::asio::awaitable<void> job) {
  ++running_;
  boost::asio::co_spawn(executor_, std::move(job), [this](const std::exception_ptr& failure) {
    try {
      if (failure) std::rethrow_exception(failure);
    } catch (const std::exception& bug) {
      spdlog::error("A job ended with an unexpected error, please report it: {}", bug.what());
    }
    finished();
  });
}

void RunningJobs::finished() {
  if (--running_ == 0) none_left_.cancel();
}

boost::asio::awaitable<void> RunningJobs::idle() {
  while (running_ > 0) {
    boost::system::error_code woken;
    co_await none_left_.async_wait(boost::asio::redirect_error(boost::asio::use_awaitable, woken));
  }
}

}  // namespace latchkey
