#pragma once

#include "core/base/time.hpp"
#include "core/diagnosis/suppression.hpp"

#include <optional>
#include <string>
#include <string_view>

namespace latchkey {

/// What a suppression list said of an address before it was taken off.
struct LiftedRow {
  /// "550 5.1.1 user unknown", "no reason given": foreign text.
  std::string reason;
  std::optional<TimePoint> since = {};
};

/// The row in one text, as it is kept with the press: "550 5.1.1 user unknown, since
/// 2026-11-20T10:00:01Z". Enough to put the row back.
std::string lifted_note(const Suppression& row);

/// The text taken apart again. What does not end in a time is all reason.
LiftedRow read_lifted_note(std::string_view note);

}  // namespace latchkey
