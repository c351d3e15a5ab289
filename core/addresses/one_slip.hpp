#pragma once

#include <string_view>

namespace latchkey {

/// Is one text the other with a single slip of the keyboard: a letter left out, too much, wrong, or
/// two neighbours exchanged? False for equal texts.
bool one_slip_apart(std::string_view a, std::string_view b);

}  // namespace latchkey
