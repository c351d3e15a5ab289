#pragma once

#include <boost/asio/any_io_executor.hpp>
#include <boost/asio/awaitable.hpp>
#include <boost/asio/steady_timer.hpp>

#include <cstddef>

namespace latchkey {

/// The work that was accepted and is not finished yet. Bounded: a flood is refused at the door,
/// where the chat platform can still tell the person, instead of growing without end.
class RunningJobs {
 public:
  RunningJobs(boost::asio::any_io_executor executor, std::size_t most);

  [[nodiscard]] bool full() const { return running_ >= most_; }
  [[nodiscard]] std::size_t count() const { return running_; }

  /// Runs the job on the executor. An exception that leaves it is a bug: it is logged and ends
  /// that job only.
  void start(boost::asio::awaitable<void> job);

  /// Returns as soon as no job is running.
  boost::asio::awaitable<void> idle();

 private:
  void finished();

  boost::asio::any_io_executor executor_;
  std::size_t most_;
  std::size_t running_ = 0;
  /// Never expires; cancelled to wake whoever waits in `idle`.
  boost::asio::steady_timer none_left_;
};

}  // namespace latchkey
