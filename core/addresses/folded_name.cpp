#include "core/addresses/folded_name.hpp"

#include "core/addresses/letter_tables.hpp"

#include <algorithm>
#include <map>
#include <optional>
#include <utility>

namespace latchkey {
namespace {

const std::map<char32_t, std::string_view>& plain_letters() {
  static const auto k_all = [] {
    std::map<char32_t, std::string_view> all;
    for (const auto& block : k_letter_blocks) {
      char32_t letter = block.first;
      std::string_view rest = block.plain;
      while (!rest.empty()) {
        const auto end = std::min(rest.find(' '), rest.size());
        all.emplace(letter++, rest.substr(0, end));
        rest.remove_prefix(std::min(end + 1, rest.size()));
      }
    }
    return all;
  }();
  return k_all;
}

/// The next code point of UTF-8, cut off `text`; nothing where it is broken.
std::optional<char32_t> next_letter(std::string_view& text) {
  const auto lead = static_cast<unsigned char>(text.front());
  const std::size_t length = lead < 0x80 ? 1 : lead >= 0xF0 ? 4 : lead >= 0xE0 ? 3 : 2;
  if ((lead >= 0x80 && lead < 0xC2) || text.size() < length) return std::nullopt;
  char32_t letter = length == 1 ? lead : lead & (0xFFU >> (length + 1));
  for (std::size_t i = 1; i < length; ++i) {
    const auto byte = static_cast<unsigned char>(text[i]);
    if ((byte & 0xC0) != 0x80) return std::nullopt;
    letter = letter << 6 | (byte & 0x3FU);
  }
  text.remove_prefix(length);
  return letter;
}

bool is_mark(char32_t letter) {
  return letter >= 0x300 && letter < 0x370;  // combining: the letter itself came before
}

/// Apostrophes of all kinds: part of the word (O'Hara).
bool is_apostrophe(char32_t letter) {
  return letter == '\'' || letter == 0x2019 || letter == 0x2BC || letter == 0x60 || letter == 0xB4;
}

}  // namespace

std::vector<std::string> folded_name(std::string_view name) {
  std::vector<std::string> words;
  std::string word;
  const auto end_word = [&] {
    if (!word.empty()) words.push_back(std::exchange(word, {}));
  };
  while (!name.empty()) {
    const auto letter = next_letter(name);
    if (!letter) return {};
    const auto plain = plain_letters().find(*letter);
    if (*letter >= 'a' && *letter <= 'z') {
      word += static_cast<char>(*letter);
    } else if (*letter >= 'A' && *letter <= 'Z') {
      word += static_cast<char>(*letter - 'A' + 'a');
    } else if (plain != plain_letters().end()) {
      if (plain->second != "-") word += plain->second;
    } else if (*letter < 0xC0 || (*letter >= 0x2000 && *letter < 0x2070)) {
      if (!is_apostrophe(*letter)) end_word();  // spaces, hyphens, full stops
    } else if (!is_mark(*letter) && !is_apostrophe(*letter)) {
      return {};
    }
  }
  end_word();
  return words;
}

}  // namespace latchkey
