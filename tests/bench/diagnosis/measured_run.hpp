#pragma once

#include "core/diagnosis/investigation.hpp"

#include <boost/asio/awaitable.hpp>
#include <boost/asio/io_context.hpp>

#include <chrono>
#include <cstddef>
#include <exception>
#include <functional>
#include <string>
#include <vector>

namespace latchkey::bench {

using Duration = std::chrono::steady_clock::duration;

/// When diagnoses begin.
struct Pace {
  /// One is due to begin every so long, whether the ones before have ended or not.
  std::chrono::milliseconds pause;
  /// But not while so many are under way: the next is due when one has ended.
  int at_most;
};

/// What a number of diagnoses took.
struct Figures {
  /// Of each, from the moment when it was due to begin; shortest first.
  std::vector<Duration> durations;
  /// How many were under way whenever one began, itself among them.
  int fewest_under_way = 0;
  int most_under_way = 0;
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

  /// Diagnoses `warm_up` further customers and the `count` that the figures are of. Throws
  /// std::runtime_error for a diagnosis that lacks an answer, an account or a mail: a wrong answer
  /// may be a fast one.
  Figures diagnose(boost::asio::io_context& context, int warm_up, int count, Pace pace);

 private:
  using Moment = std::chrono::steady_clock::time_point;

  boost::asio::awaitable<void> begin_each(Figures& figures, Pace pace);
  boost::asio::awaitable<void> diagnose_one(Figures& figures, Moment due);
  void keep(const std::exception_ptr& failure);

  Investigation& investigation_;
  std::string service_;
  Customer customer_;
  int next_ = 0;
  int first_counted_ = 0;
  int end_ = 0;
  int under_way_ = 0;
  std::exception_ptr failure_;
};

}  // namespace latchkey::bench
