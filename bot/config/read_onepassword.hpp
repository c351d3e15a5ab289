#pragma once

#include "bot/config/config.hpp"
#include "bot/config/problems.hpp"
#include "bot/config/table_reader.hpp"

#include <toml++/toml.h>

namespace latchkey {

/// Reads `[onepassword]`.
OnePasswordConfig read_onepassword(TableReader in);

/// For a file without `[onepassword]`: reports each of its values that is an op:// reference, by
/// its line and key.
void refuse_op_references(const toml::table& file, Problems& problems);

}  // namespace latchkey
