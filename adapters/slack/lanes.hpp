#pragma once

#include "core/base/expected.hpp"

#include <boost/asio/awaitable.hpp>

#include <list>
#include <map>
#include <memory>
#include <string>

namespace latchkey::slack {

/// Lets one call at a time through per key, in the order they came: two replies in one thread must
/// not overtake each other.
class Lanes {
 public:
  class Pass;
  struct Waiter;

  /// Waits for its turn, which lasts as long as the pass. `rate_limited` where fifty wait already:
  /// at Slack's one message a second that is most of a minute, after which nobody wants it.
  boost::asio::awaitable<Expected<Pass>> enter(std::string key);

 private:
  /// The first of each list is the one whose turn it is.
  using Queues = std::map<std::string, std::list<std::shared_ptr<Waiter>>>;

  /// Shared with the passes: a coroutine that is destroyed at shutdown may outlive the lanes.
  std::shared_ptr<Queues> queues_ = std::make_shared<Queues>();
};

/// A turn in a lane; leaves it when it goes.
class Lanes::Pass {
 public:
  Pass(std::shared_ptr<Queues> queues, std::string key, std::shared_ptr<Waiter> waiter);
  ~Pass();
  Pass(Pass&& other) noexcept;
  Pass(const Pass&) = delete;
  Pass& operator=(const Pass&) = delete;
  Pass& operator=(Pass&&) = delete;

 private:
  std::shared_ptr<Queues> queues_;
  std::string key_;
  std::shared_ptr<Waiter> waiter_;
};

}  // namespace latchkey::slack
