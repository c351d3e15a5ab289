#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace latchkey {

/// The syllables of a word that can be read as Chinese in Pinyin ("xiaoming": xiao, ming); empty
/// for every other. Chinese given names are of one or two syllables, which people write together,
/// apart, with a hyphen, or as initials (xm). Where a word can be read in several ways, each
/// syllable is as long as may be.
std::vector<std::string> pinyin_syllables(std::string_view word);

}  // namespace latchkey
