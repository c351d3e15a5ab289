#pragma once

#include "core/base/expected.hpp"

#include <boost/asio/any_io_executor.hpp>
#include <boost/asio/awaitable.hpp>
#include <boost/asio/steady_timer.hpp>

#include <chrono>
#include <functional>
#include <optional>
#include <utility>

namespace latchkey::status {

/// Asks the store to write, when somebody wants to know whether it can: one write at a time and a
/// second, however many ask. It goes before the executor's context ends.
class StoreProbe {
 public:
  using Write = std::function<boost::asio::awaitable<Expected<void>>()>;

  /// How patient it is; tests are less so.
  struct Times {
    std::chrono::milliseconds valid_for{1'000};
    /// Well below the patience of whoever asks for our readiness.
    std::chrono::milliseconds within{2'000};
  };

  StoreProbe(boost::asio::any_io_executor executor, Write write, Times times);
  StoreProbe(boost::asio::any_io_executor executor, Write write)
      : StoreProbe(std::move(executor), std::move(write), Times{}) {}

  /// What a write came to that ended at most `valid_for` ago. `timed_out` after `within`.
  boost::asio::awaitable<Expected<void>> ask();

 private:
  [[nodiscard]] bool is_fresh() const;
  boost::asio::awaitable<void> write();

  boost::asio::any_io_executor executor_;
  Write write_;
  Times times_;
  bool writing_ = false;
  std::optional<std::chrono::steady_clock::time_point> answered_at_;
  Expected<void> answer_;
  /// Never expires; cancelled to wake those who wait for the answer.
  boost::asio::steady_timer answered_;
};

}  // namespace latchkey::status
