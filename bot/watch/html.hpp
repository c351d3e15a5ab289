#pragma once

#include <string>
#include <string_view>

namespace latchkey::watch {

/// As text in HTML, between tags or in an attribute's double quotes.
std::string escaped(std::string_view text);

}  // namespace latchkey::watch
