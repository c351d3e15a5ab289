#pragma once

#include "bot/doctor/check.hpp"

#include <string>
#include <vector>

namespace latchkey::rendering {

struct DoctorTextOptions {
  /// ANSI colours: only on a terminal.
  bool colour = false;
  /// Characters outside ASCII: only where the locale is UTF-8.
  bool unicode = false;
};

/// The report for a terminal: one line a check with its status first, the columns aligned, what to
/// do below it, and the count at the end. Ends with a line end.
std::string to_text(const doctor::Checks& checks, const DoctorTextOptions& options);

}  // namespace latchkey::rendering
