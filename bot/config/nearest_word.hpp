#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace latchkey {

/// The known word that the typed one was most likely meant to be: the one with the fewest typing
/// slips (insertion, deletion, exchange, swapped neighbours), at most a third of its length.
/// Empty where none is near.
std::string nearest_word(std::string_view typed, const std::vector<std::string>& known);

}  // namespace latchkey
