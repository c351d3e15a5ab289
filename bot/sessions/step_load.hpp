#pragma once

#include <cstddef>
#include <string_view>

namespace latchkey {

/// How many jobs are at one of the steps that each goes through.
struct StepLoad {
  /// "opening", "investigating" or "posting".
  std::string_view step;
  long long waiting = 0;
  std::size_t running = 0;
};

}  // namespace latchkey
