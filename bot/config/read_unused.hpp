#pragma once

#include "bot/config/table_reader.hpp"

#include <string>

namespace latchkey {

/// Says of a key of the contract, where the file has it, that its part is not built yet. Its value
/// is read and checked all the same, so that the file is right on the day it is.
void warn_unused(TableReader& in, const std::string& key);

}  // namespace latchkey
