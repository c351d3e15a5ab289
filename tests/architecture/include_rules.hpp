#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace latchkey::architecture {

/// One include line, as it is written.
struct Include {
  std::string path;
  /// Between quotation marks, not angle brackets.
  bool quoted = false;
};

/// The include lines of a source text, in their order.
std::vector<Include> includes_of(std::string_view text);

/// Why `file` (its path from the root) may not have this include; nothing where it may. The rules
/// are the arrows: bot -> adapters -> core, checks below the ports, the sandbox on its own.
std::optional<std::string> objection(std::string_view file, const Include& include);

}  // namespace latchkey::architecture
