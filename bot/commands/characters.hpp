#pragma once

#include <string>
#include <string_view>

namespace latchkey::commands {

/// One character of UTF-8 text.
struct Character {
  /// U+FFFD for bytes that are no character.
  char32_t code = 0;
  /// As it was written.
  std::string_view bytes;
};

/// The first character of a text that is not empty.
Character first_character(std::string_view text);

/// The text as a person reads it: blanks of every kind and control characters become a space,
/// invisible characters go, full-width letters become ASCII. Quotes and dashes stay as they are.
std::string readable(std::string_view text);

/// Like `"` in every style that keyboards make of it.
bool is_double_quote(char32_t code);
/// Like `'`, the same.
bool is_single_quote(char32_t code);

/// "a Cyrillic letter", "a Greek letter", or "a character that is not plain ASCII".
std::string describe(char32_t code);

/// The text in quotes for a sentence, cut after 60 characters.
std::string in_quotes(std::string_view text);

}  // namespace latchkey::commands
