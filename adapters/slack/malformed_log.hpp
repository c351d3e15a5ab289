#pragma once

#include "core/base/clock.hpp"

#include <optional>
#include <string>

namespace latchkey::slack {

/// Counts messages that could not be read, and writes a line about them at most once a minute: a
/// flood of them must not fill a disk. `clock` outlives it.
class MalformedLog {
 public:
  explicit MalformedLog(const Clock& clock) : clock_(clock) {}

  void note(const std::string& why);
  [[nodiscard]] int total() const { return total_; }

 private:
  const Clock& clock_;
  int total_ = 0;
  int unwritten_ = 0;
  std::optional<TimePoint> written_at_;
};

}  // namespace latchkey::slack
