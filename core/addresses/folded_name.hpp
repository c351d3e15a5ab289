#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace latchkey {

/// A person's name as the words that an address could be made of: "Jürgen Müller-Łoś" is jurgen,
/// muller, los. Marks are dropped from Latin letters; ß, æ, ø, þ and their like become what they
/// are mostly written as. Cyrillic and Greek are carried over letter by letter. Empty where a
/// letter is of any other script (UTF-8 that is broken, too): such a name cannot be compared.
std::vector<std::string> folded_name(std::string_view name);

}  // namespace latchkey
