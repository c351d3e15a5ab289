#pragma once

#include <string>
#include <string_view>

namespace latchkey {

/// ASCII letters in lower case, everything else as it is, whatever the program's locale.
std::string in_lower_case(std::string_view text);

/// Whether they are the same text where capital ASCII letters count as small ones.
bool same_but_for_case(std::string_view a, std::string_view b);

}  // namespace latchkey
