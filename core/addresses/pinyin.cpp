#include "core/addresses/pinyin.hpp"

#include <algorithm>
#include <array>

namespace latchkey {
namespace {

// ISO 7098. Longer initials stand first, so that "zh" is not read as "z".
constexpr auto k_initials =
    std::to_array<std::string_view>({"zh", "ch", "sh", "b", "p", "m", "f", "d", "t", "n", "l", "g",
                                     "k",  "h",  "j",  "q", "x", "r", "z", "c", "s", "y", "w", ""});
constexpr auto k_finals = std::to_array<std::string_view>(
    {"iang", "iong", "uang", "ang", "eng", "ing", "ong", "iao", "ian", "uai", "uan", "ai",
     "ei",   "ao",   "ou",   "an",  "en",  "in",  "un",  "ia",  "ie",  "iu",  "ua",  "uo",
     "ui",   "ue",   "ve",   "er",  "a",   "o",   "e",   "i",   "u",   "v"});

bool is_one_of(std::string_view word, std::string_view words) {
  return words.find(word) != std::string_view::npos;
}

/// Which finals an initial can have at all, as far as it matters for reading names.
bool go_together(std::string_view initial, std::string_view final_part) {
  const char first = final_part.front();
  if (initial.empty()) return first != 'i' && first != 'u';
  if (final_part == "o" && !is_one_of(initial, "bpmfwy")) return false;
  if (is_one_of(initial, "jqx")) return first == 'i' || first == 'u' || first == 'v';
  if (initial == "zh" || initial == "ch" || initial == "sh" || initial == "r" || initial == "z" ||
      initial == "c" || initial == "s") {
    return final_part == "i" || first != 'i';
  }
  if (is_one_of(initial, "gkhw")) return first != 'i' && final_part != "ue";
  if (is_one_of(initial, "bpmf")) return final_part == "u" || first != 'u';
  return true;
}

bool read(std::string_view word, std::vector<std::string>& syllables) {
  if (word.empty()) return true;
  for (const auto initial : k_initials) {
    if (!word.starts_with(initial)) continue;
    for (const auto final_part : k_finals) {
      if (!word.substr(initial.size()).starts_with(final_part)) continue;
      if (!go_together(initial, final_part)) continue;
      const auto length = initial.size() + final_part.size();
      syllables.emplace_back(word.substr(0, length));
      if (read(word.substr(length), syllables)) return true;
      syllables.pop_back();
    }
  }
  return false;
}

}  // namespace

std::vector<std::string> pinyin_syllables(std::string_view word) {
  // Three syllables are the longest name that is written as one word.
  constexpr std::size_t k_letters_max = 18;
  std::vector<std::string> syllables;
  if (word.size() > k_letters_max || !read(word, syllables)) return {};
  return syllables;
}

}  // namespace latchkey
