#pragma once

#include "bot/doctor/check.hpp"

#include <string>

namespace latchkey::rendering {

/// The report in the contract's shape, indented, ending with a line end. `next_step` is null where
/// nothing is to be done.
std::string to_json_text(const doctor::Checks& checks);

}  // namespace latchkey::rendering
