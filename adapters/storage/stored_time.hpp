#pragma once

#include "core/base/time.hpp"

namespace latchkey::storage {

/// Microseconds since 1970: sorts and subtracts alike in every database.
constexpr long long to_stored(TimePoint at) {
  return at.time_since_epoch().count();
}

constexpr TimePoint from_stored(long long stored) {
  return TimePoint{std::chrono::microseconds{stored}};
}

}  // namespace latchkey::storage
