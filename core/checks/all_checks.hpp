#pragma once

#include "core/diagnosis/evidence.hpp"
#include "core/diagnosis/finding.hpp"

#include <span>
#include <string_view>

namespace latchkey {

/// A pure function from what is known to what it means.
struct Check {
  /// The stem of the check's file, its test and its golden files.
  std::string_view name;
  CheckResult (*run)(const Evidence&);
};

/// Every check there is. Adding one is one line in all_checks.cpp.
std::span<const Check> all_checks();

}  // namespace latchkey
