#pragma once

#include "bot/config/table_reader.hpp"

#include <string>

namespace latchkey {

/// Reads a reference to a secret. A token itself is refused without being repeated, but for the
/// sandbox's own ones where the system that they go to is at a loopback address.
std::string read_secret(TableReader& in, const std::string& key, bool system_is_loopback);

/// The same for one that must be there.
std::string read_required_secret(TableReader& in, const std::string& key, bool system_is_loopback);

/// Says what is wrong with a value that looks like a reference and is none.
void report_slip(TableReader& in, const std::string& key, const std::string& value);

}  // namespace latchkey
