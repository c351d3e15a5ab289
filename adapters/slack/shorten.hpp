#pragma once

#include <cstddef>
#include <string>
#include <string_view>

namespace latchkey::slack {

/// The text, or its beginning and "…" where it has more than `most` characters (code points);
/// never cut inside a character.
std::string shorten(std::string_view text, std::size_t most);

}  // namespace latchkey::slack
