#pragma once

#include "core/base/time.hpp"

#include <cstddef>
#include <cstdint>
#include <deque>

namespace latchkey::slack {

/// How fast the calls of one limit may begin.
struct Rate {
  double per_second = 1;
  /// So many at once after a quiet time.
  double burst = 1;
};

/// The calls that one of Slack's limits counts, in the order they came, and when each may begin: a
/// token bucket with a queue before it. Knows no clock and no socket.
class CallQueue {
 public:
  /// A place in the queue: who came later has a larger one.
  using Ticket = std::uint64_t;

  explicit CallQueue(Rate rate) : rate_(rate), tokens_(rate.burst) {}

  /// A place at the end.
  Ticket join();
  /// When the holder may begin if nobody before it gives up: `now` or earlier where it may already.
  [[nodiscard]] TimePoint turn(Ticket ticket, TimePoint now);
  /// The holder begins: it leaves the queue, and counts.
  void begin(Ticket ticket, TimePoint now);
  /// The holder gives up.
  void leave(Ticket ticket);
  /// Back to the place it had: who must send its call again stays before those who came later.
  void rejoin(Ticket ticket);
  /// Slack wants to hear nothing before then. After that calls begin one by one, without a burst.
  void close(TimePoint until, TimePoint now);

  /// How many calls more could begin at once.
  [[nodiscard]] int free(TimePoint now);
  [[nodiscard]] std::size_t waiting() const { return waiting_.size(); }
  /// Nobody waits, and nothing of the past matters any more.
  [[nodiscard]] bool idle(TimePoint now);

 private:
  void refill(TimePoint now);

  Rate rate_;
  double tokens_;
  /// `tokens_` is how many there were at this moment; it lies ahead while the limit is closed.
  TimePoint counted_at_ = {};
  /// The latest moment we heard of, to notice a clock that was set back.
  TimePoint heard_at_ = {};
  Ticket last_ = 0;
  /// In order.
  std::deque<Ticket> waiting_;
};

}  // namespace latchkey::slack
