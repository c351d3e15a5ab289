#pragma once

#include "bot/config/config.hpp"

#include <optional>
#include <string>
#include <vector>

namespace latchkey {

/// What came of reading a configuration file.
struct ConfigResult {
  /// Only where there are no errors.
  std::optional<Config> config;
  /// One line each, in the file's order:
  /// `latchkey.toml:12: slack.connections: expected a whole number from 1 to 9, got "two"`.
  std::vector<std::string> errors;
  /// The same shape, for keys that this version accepts and does not use yet.
  std::vector<std::string> warnings;
};

/// Reads and checks the file, and reports everything that is wrong with it at once.
ConfigResult load_config(const std::string& path);

/// The same for text that was read already; `name` stands in front of each line.
ConfigResult parse_config(const std::string& text, const std::string& name);

/// What `latchkey run` needs and the command line does not, in the same shape as the other errors.
std::vector<std::string> missing_for_run(const Config& config, const std::string& path);

}  // namespace latchkey
