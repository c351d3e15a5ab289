#pragma once

#include "core/diagnosis/investigation.hpp"

#include <boost/asio/awaitable.hpp>
#include <boost/asio/io_context.hpp>

#include <chrono>
#include <cstddef>
#include <functional>
#include <string>
#include <vector>

namespace latchkey::bench {

using Duration = std::chrono::steady_clock::duration;

/// What a number of diagnoses took.
struct Figures {
  /// Of each, shortest first.
  std::vector<Duration> durations;
  /// Bytes of this program in memory after a tenth of them, and after all.
  std::size_t resident_early = 0;
  std::size_t resident_late = 0;

  /// Nearest rank: the shortest that at least this share of all do not exceed.
  [[nodiscard]] Duration percentile(double share) const;
};

/// Asks about one customer after the other, never about one twice: a question that is asked again
/// within seconds costs nothing.
class MeasuredRun {
 public:
  /// Gives the address of the customer with this number.
  using Customer = std::function<std::string(int)>;

  MeasuredRun(Investigation& investigation, std::string service, Customer customer);

  /// Diagnoses `warm_up` further customers, and without a pause the `count` that the figures are
  /// of, `at_once` at all times. Throws std::runtime_error for a diagnosis that lacks an answer, an
  /// account or a mail: a wrong answer may be a fast one.
  Figures diagnose(boost::asio::io_context& context, int warm_up, int count, int at_once);

 private:
  boost::asio::awaitable<void> take_turns(Figures& figures);
  boost::asio::awaitable<void> diagnose_one(Figures& figures);

  Investigation& investigation_;
  std::string service_;
  Customer customer_;
  int next_ = 0;
  int first_counted_ = 0;
  int end_ = 0;
};

}  // namespace latchkey::bench
