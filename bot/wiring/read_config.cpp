#include "bot/wiring/read_config.hpp"

#include "bot/config/load_config.hpp"
#include "bot/wiring/start_error.hpp"

#include <iostream>
#include <utility>

namespace latchkey {

Config read_config(const std::string& path) {
  ConfigResult result = load_config(path);
  if (!result.errors.empty()) throw StartError(2, join_lines(result.errors));
  for (const std::string& warning : result.warnings) std::cerr << warning << "\n";
  return std::move(*result.config);
}

std::string join_lines(const std::vector<std::string>& lines) {
  std::string text;
  for (const std::string& line : lines) text += (text.empty() ? "" : "\n") + line;
  return text;
}

}  // namespace latchkey
