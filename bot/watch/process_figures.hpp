#pragma once

#include "core/base/time.hpp"

namespace latchkey::watch {

/// What the kernel says of this process.
struct ProcessFigures {
  double cpu_seconds = 0;
  double resident_bytes = 0;
  double virtual_bytes = 0;
  double open_files = 0;
  double most_open_files = 0;
  TimePoint started_at = {};
};

/// What cannot be read stays 0.
ProcessFigures process_figures();

}  // namespace latchkey::watch
