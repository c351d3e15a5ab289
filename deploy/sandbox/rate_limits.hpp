#pragma once
#include "deploy/sandbox/scheduler.hpp"

#include <deque>
#include <map>
#include <string>

namespace latchkey::sandbox {

/// Slack's limits: calls of one method per minute, and messages per second in one channel.
class RateLimits {
 public:
  /// Above 1, all limits are so many times as generous: tests must be done in minutes.
  explicit RateLimits(int posts_per_second = 1) : generosity_(posts_per_second) {}

  /// 0 where the call may go ahead, else the seconds to wait (Retry-After).
  int take_call(const std::string& method, int per_minute, TimePoint now);
  /// The same for one message into `channel`: so many a second, with a short burst.
  int take_message(const std::string& channel, TimePoint now);

 private:
  struct Bucket {
    double tokens;
    TimePoint filled_at;
  };
  int generosity_;
  std::map<std::string, std::deque<TimePoint>> calls_;
  std::map<std::string, Bucket> channels_;
};

}  // namespace latchkey::sandbox
