#pragma once

#include <string>

namespace latchkey {

/// Who runs the program, by name: who is entered for what is done on the command line.
std::string system_user();

}  // namespace latchkey
