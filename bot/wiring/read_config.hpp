#pragma once

#include "bot/config/config.hpp"

#include <string>
#include <vector>

namespace latchkey {

/// Reads and checks the file. Throws `StartError` (exit code 2) with one line per error; prints a
/// line on standard error for each key that is accepted and not used yet.
Config read_config(const std::string& path);

/// The lines with a line end between them.
std::string join_lines(const std::vector<std::string>& lines);

}  // namespace latchkey
