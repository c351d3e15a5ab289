#pragma once

#include <chrono>
#include <cstdint>

namespace latchkey::bench {

/// Nanoseconds of CLOCK_MONOTONIC, which every process on the machine reads alike.
using Nanoseconds = std::int64_t;

inline Nanoseconds steady_now() {
  return std::chrono::duration_cast<std::chrono::nanoseconds>(
             std::chrono::steady_clock::now().time_since_epoch())
      .count();
}

/// Slack's own limit for an acknowledgement; later, its user is told that the app did not answer.
constexpr Nanoseconds k_ack_within = 3'000'000'000;

}  // namespace latchkey::bench
