#pragma once

#include "adapters/slack/call_queue.hpp"
#include "adapters/slack/sleep.hpp"
#include "core/base/clock.hpp"
#include "core/base/expected.hpp"

#include <boost/asio/awaitable.hpp>

#include <chrono>
#include <cstddef>
#include <map>
#include <memory>
#include <string>

namespace latchkey::slack {

/// A queue for each of Slack's limits, so that we wait on our side rather than be told to: the
/// methods, and for posts every channel. `clock` outlives it.
class CallQueues {
 public:
  class Place;

  CallQueues(const Clock& clock, Sleep sleep);

  /// A place at the end of the limit's queue; `rate` is the limit's.
  Place join(const std::string& limit, Rate rate);
  /// How many calls more could begin at once.
  [[nodiscard]] int free(const std::string& limit, Rate rate);
  /// How many calls wait, whatever their limit.
  [[nodiscard]] std::size_t waiting() const;

 private:
  std::shared_ptr<CallQueue> queue(const std::string& limit, Rate rate);

  const Clock& clock_;
  Sleep sleep_;
  /// Shared with the places: a coroutine that is destroyed at shutdown may outlive the queues.
  std::map<std::string, std::shared_ptr<CallQueue>> queues_;
};

/// One call's place in a queue; gives it up when it goes.
class CallQueues::Place {
 public:
  Place(std::shared_ptr<CallQueue> queue, const Clock& clock, const Sleep& sleep);
  ~Place();
  Place(Place&& other) noexcept = default;
  Place(const Place&) = delete;
  Place& operator=(const Place&) = delete;
  Place& operator=(Place&&) = delete;

  /// Waits until the call may begin, and says for how long; a call that has begun and must be sent
  /// again waits for its turn anew. `rate_limited`, with the wait, as soon as the turn is further
  /// away than `patience`: so no queue holds more than its limit lets through in that time.
  boost::asio::awaitable<Expected<std::chrono::milliseconds>> turn(
      std::chrono::milliseconds patience);
  /// Slack said so: nothing of this limit begins for so long.
  void close(std::chrono::milliseconds duration);

 private:
  std::shared_ptr<CallQueue> queue_;
  const Clock* clock_;
  const Sleep* sleep_;
  CallQueue::Ticket ticket_;
  bool waits_ = true;
};

}  // namespace latchkey::slack
