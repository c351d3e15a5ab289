#pragma once

#include "core/base/time.hpp"
#include "core/diagnosis/diagnosis.hpp"

#include <string>

namespace latchkey::rendering {

struct TextOptions {
  /// ANSI colours: only on a terminal.
  bool colour = false;
  /// Marks and bullets outside ASCII: only where the locale is UTF-8.
  bool emoji = false;
  /// How times read; the machine's own zone is `in_local_zone`.
  std::string (*show_time)(TimePoint) = nullptr;
};

/// "Fri 20 Nov 08:00" in the machine's time zone, with the zone's short name.
std::string in_local_zone(TimePoint at);
/// The same in UTC.
std::string in_utc(TimePoint at);

/// The diagnosis for a terminal: the chat's words in the chat's order. Ends with a line end.
/// Control characters in foreign text are shown as "?", so that none reaches the terminal.
std::string to_text(const Diagnosis& diagnosis, const TextOptions& options);

}  // namespace latchkey::rendering
