#pragma once

#include "core/base/time.hpp"
#include "core/diagnosis/diagnosis.hpp"

#include <string>
#include <string_view>

namespace latchkey::rendering {

/// For terminals that show nothing else: our own signs have a twin in ASCII, letters of other
/// alphabets become "?".
std::string in_ascii(std::string_view text);

/// "Fri 20 Nov 08:00 UTC".
std::string in_utc(TimePoint at);
/// The same in the machine's own time zone.
std::string in_local_zone(TimePoint at);

struct TextOptions {
  /// ANSI colours: only on a terminal.
  bool colour = false;
  /// Characters outside ASCII: only where the locale is UTF-8. Without, the outcome's mark is a
  /// word and foreign letters are "?".
  bool emoji = false;
  /// How times read.
  std::string (*show_time)(TimePoint) = in_utc;
  /// In the chat somebody can be called, too.
  bool escalate = false;
};

/// The diagnosis for a terminal: the chat's words in the chat's order, the whole timeline. Ends
/// with a line end. No control character of foreign text reaches the terminal.
std::string to_text(const Diagnosis& diagnosis, const TextOptions& options);

}  // namespace latchkey::rendering
