#include "adapters/slack/mrkdwn.hpp"

namespace latchkey::slack {
namespace {

/// One character (code point) of the text, or one byte where it is not UTF-8.
std::string_view character_at(std::string_view text, std::size_t at) {
  std::size_t size = 1;
  while (at + size < text.size() &&
         (static_cast<unsigned char>(text[at + size]) & 0xC0U) == 0x80U) {
    ++size;
  }
  return text.substr(at, size);
}

bool is_control(std::string_view character) {
  const auto first = static_cast<unsigned char>(character.front());
  if (character.size() == 1) return (first < 0x20 && character != "\n") || first == 0x7F;
  // U+0080 to U+009F, and what sets or overrides the direction of writing.
  if (character.size() == 2)
    return first == 0xC2 && static_cast<unsigned char>(character[1]) < 0xA0;
  return (character >= "\u202A" && character <= "\u202E") ||
         (character >= "\u2066" && character <= "\u2069");
}

bool is_word(std::string_view character) {
  if (character.size() != 1) return !character.empty();
  const char c = character.front();
  return (c >= '0' && c <= '9') || (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
}

/// What stands for a character that formats, by the characters around it. Slack has no way to
/// escape these. Inside a word ("jane_doe") they do not format, and an address must stay one that
/// can be copied.
std::string_view look_alike(char c, bool inside_word, bool in_code) {
  if (c == '`') return "\u02CB";  // modifier letter grave accent
  if (inside_word || in_code) return {};
  if (c == '*') return "\u2217";  // asterisk operator
  if (c == '_') return "\uFF3F";  // full-width low line
  if (c == '~') return "\u223C";  // tilde operator
  return {};
}

std::string_view escaped(std::string_view character) {
  if (character == "&") return "&amp;";
  if (character == "<") return "&lt;";
  if (character == ">") return "&gt;";
  return character;
}

std::string safe_text(std::string_view text, bool in_code) {
  std::string out;
  std::string_view before;
  for (std::size_t at = 0; at < text.size();) {
    const auto character = character_at(text, at);
    at += character.size();
    const auto after = at < text.size() ? character_at(text, at) : std::string_view{};
    const auto instead = look_alike(character.front(), is_word(before) && is_word(after), in_code);
    if (is_control(character)) {
      out += ' ';
    } else if (!instead.empty()) {
      out += instead;
    } else if (character == ">" && !in_code && (before.empty() || before == "\n")) {
      out += "\u200B&gt;";  // at the beginning of a line it would be a quotation
    } else {
      out += escaped(character);
    }
    before = character;
  }
  return out;
}

}  // namespace

std::string harmless(std::string_view text) {
  return safe_text(text, false);
}

std::string harmless_in_code(std::string_view text) {
  return safe_text(text, true);
}

}  // namespace latchkey::slack
