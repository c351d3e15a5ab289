#include "bot/commands/characters.hpp"

#include <array>
#include <cstddef>

namespace latchkey::commands {
namespace {

constexpr char32_t k_no_character = 0xFFFD;

/// How many bytes a character with this first byte has; 0 where none begins so.
std::size_t length_of(unsigned char first) {
  if (first < 0x80) return 1;
  if (first >= 0xC2 && first < 0xE0) return 2;
  if (first >= 0xE0 && first < 0xF0) return 3;
  if (first >= 0xF0 && first < 0xF5) return 4;
  return 0;
}

bool is_between(char32_t code, char32_t first, char32_t last) {
  return code >= first && code <= last;
}

/// U+00A0 stands beside every address in messages that Slack clients sent.
bool is_blank(char32_t code) {
  return code <= 0x20 || is_between(code, 0x7F, 0xA0) || is_between(code, 0x2000, 0x200A) ||
         code == 0x2028 || code == 0x2029 || code == 0x202F || code == 0x205F || code == 0x3000;
}

/// Soft hyphen, zero-width characters, writing directions, variation selectors, byte order mark.
bool is_invisible(char32_t code) {
  return code == 0xAD || is_between(code, 0x200B, 0x200F) || is_between(code, 0x202A, 0x202E) ||
         is_between(code, 0x2060, 0x2069) || is_between(code, 0xFE00, 0xFE0F) || code == 0xFEFF;
}

/// U+FF01 to U+FF5E repeat ASCII in the width of Chinese characters.
bool is_full_width(char32_t code) {
  return is_between(code, 0xFF01, 0xFF5E);
}

}  // namespace

Character first_character(std::string_view text) {
  const auto first = static_cast<unsigned char>(text.front());
  const std::size_t length = length_of(first);
  if (length == 1) return {first, text.substr(0, 1)};
  if (length == 0 || length > text.size()) return {k_no_character, text.substr(0, 1)};
  constexpr std::array<unsigned, 5> k_first_bits = {0, 0, 0x1F, 0x0F, 0x07};
  char32_t code = first & k_first_bits.at(length);
  for (std::size_t i = 1; i < length; ++i) {
    const auto next = static_cast<unsigned char>(text[i]);
    if ((next & 0xC0U) != 0x80) return {k_no_character, text.substr(0, 1)};
    code = (code << 6U) | (next & 0x3FU);
  }
  return {code, text.substr(0, length)};
}

std::string readable(std::string_view text) {
  std::string out;
  out.reserve(text.size());
  while (!text.empty()) {
    const auto [code, bytes] = first_character(text);
    text.remove_prefix(bytes.size());
    if (is_invisible(code)) continue;
    if (is_blank(code)) {
      out += ' ';
    } else if (is_full_width(code)) {
      out += static_cast<char>(code - 0xFF01 + '!');
    } else if (code == k_no_character) {
      out += "\xEF\xBF\xBD";
    } else {
      out += bytes;
    }
  }
  return out;
}

bool is_double_quote(char32_t code) {
  return code == '"' || code == 0x201C || code == 0x201D || code == 0x201E || code == 0xAB ||
         code == 0xBB;
}

bool is_single_quote(char32_t code) {
  return code == '\'' || code == 0x2018 || code == 0x2019 || code == 0x201A || code == 0xB4;
}

std::string describe(char32_t code) {
  if (is_between(code, 0x400, 0x52F)) return "a Cyrillic letter";
  if (is_between(code, 0x370, 0x3FF)) return "a Greek letter";
  return "a character that is not plain ASCII";
}

std::string in_quotes(std::string_view text) {
  constexpr int k_shown = 60;
  std::string shown = "“";
  for (int i = 0; i < k_shown && !text.empty(); ++i) {
    const Character character = first_character(text);
    shown += character.bytes;
    text.remove_prefix(character.bytes.size());
  }
  return shown + (text.empty() ? "”" : "…”");
}

}  // namespace latchkey::commands
