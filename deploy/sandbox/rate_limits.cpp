#include "deploy/sandbox/rate_limits.hpp"

#include <algorithm>

namespace latchkey::sandbox {
namespace {

using namespace std::chrono_literals;

// Slack says "short bursts" and gives no number; five is enough for a root message and its thread.
constexpr double k_burst = 5;

}  // namespace

int RateLimits::take_call(const std::string& method, int per_minute, TimePoint now) {
  std::deque<TimePoint>& recent = calls_[method];
  while (!recent.empty() && recent.front() + 60s <= now) recent.pop_front();
  if (recent.size() <
      static_cast<std::size_t>(per_minute) * static_cast<std::size_t>(generosity_)) {
    recent.push_back(now);
    return 0;
  }
  return static_cast<int>(
      std::chrono::ceil<std::chrono::seconds>(recent.front() + 60s - now).count());
}

int RateLimits::take_message(const std::string& channel, TimePoint now) {
  const double burst = k_burst * generosity_;
  const auto [found, is_new] = channels_.try_emplace(channel, Bucket{burst, now});
  Bucket& bucket = found->second;
  const std::chrono::duration<double> passed = now - bucket.filled_at;
  bucket.tokens = std::min(burst, bucket.tokens + passed.count() * generosity_);
  bucket.filled_at = now;
  if (bucket.tokens < 1) return 1;
  bucket.tokens -= 1;
  return 0;
}

}  // namespace latchkey::sandbox
