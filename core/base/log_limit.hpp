#pragma once

#include "core/base/clock.hpp"

#include <chrono>
#include <optional>

namespace latchkey {

/// Counts things of one kind and lets a line about them through once in a while: a flood of them
/// must not fill a disk. `clock` outlives it.
class LogLimit {
 public:
  LogLimit(const Clock& clock, std::chrono::seconds every) : clock_(clock), every_(every) {}

  /// Counts one more. Where a line may be written now: how many there were since the last line.
  std::optional<int> note();

 private:
  const Clock& clock_;
  std::chrono::seconds every_;
  int unwritten_ = 0;
  std::optional<TimePoint> written_at_;
};

}  // namespace latchkey
