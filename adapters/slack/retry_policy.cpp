#include "adapters/slack/retry_policy.hpp"

namespace latchkey::slack {
namespace {

using std::chrono::milliseconds;

constexpr int k_most_waits_as_told = 3;
constexpr int k_most_repeats = 2;

}  // namespace

milliseconds wait_of_limit(const Error& error, int failures) {
  return error.retry_after.value_or(std::chrono::seconds{1 << (failures - 1)});
}

std::optional<milliseconds> wait_before_retry(const Call& call, const Error& error, int failures,
                                              milliseconds waited) {
  if (call.patience.count() == 0) return {};
  switch (error.kind) {
    case ErrorKind::rate_limited: {
      if (failures > k_most_waits_as_told) return {};
      const auto wait = wait_of_limit(error, failures);
      if (waited + wait > call.patience) return {};
      return wait;
    }
    case ErrorKind::timed_out:
    case ErrorKind::uncertain:
      if (!call.repeatable) return {};
      [[fallthrough]];
    case ErrorKind::unavailable:
    case ErrorKind::unreachable:
      if (failures > k_most_repeats) return {};
      return milliseconds{500 * failures};
    default: return {};
  }
}

}  // namespace latchkey::slack
