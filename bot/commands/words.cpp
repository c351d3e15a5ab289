#include "bot/commands/words.hpp"

#include "bot/commands/characters.hpp"

#include <algorithm>

namespace latchkey::commands {
namespace {

char32_t front_code(std::string_view text) {
  return text.empty() ? 0 : first_character(text).code;
}

/// The last character; UTF-8 marks the bytes that continue one.
Character last_character(std::string_view text) {
  if (text.empty()) return {};
  std::size_t start = text.size() - 1;
  while (start > 0 && (static_cast<unsigned char>(text[start]) & 0xC0U) == 0x80) --start;
  return first_character(text.substr(start));
}

bool is_in(char32_t code, std::string_view ascii) {
  return code < 0x80 && ascii.find(static_cast<char>(code)) != std::string_view::npos;
}

/// Never at an address's end, whatever stands at its start.
bool closes(char32_t code) {
  return is_double_quote(code) || is_in(code, ",.;:!?)]>") || code == 0x2026;
}

/// Never at an address's start.
bool opens(char32_t code) {
  return is_double_quote(code) || is_in(code, "([<,;:");
}

bool wraps(char32_t first, char32_t last) {
  if (is_single_quote(first)) return is_single_quote(last);
  return first == last && is_in(first, "*_~`");
}

bool is_emoji(std::string_view text) {
  const auto allowed = [](char c) {
    return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '_' || c == '-' || c == '+' ||
           c == '\'';
  };
  return text.size() > 2 && text.front() == ':' && text.back() == ':' &&
         std::all_of(text.begin() + 1, text.end() - 1, allowed);
}

/// How long the next word is: up to a blank that stands outside double quotes. A quote opens only
/// at a word's start or after ":" or "=", and only where another one closes it.
std::size_t word_length(std::string_view text) {
  std::size_t at = 0;
  char previous = ':';
  while (at < text.size() && text[at] != ' ') {
    const Character character = first_character(text.substr(at));
    const bool may_open = is_in(static_cast<unsigned char>(previous), ":=");
    if (may_open && is_double_quote(character.code)) {
      std::size_t end = at + character.bytes.size();
      while (end < text.size() && !is_double_quote(front_code(text.substr(end)))) {
        end += first_character(text.substr(end)).bytes.size();
      }
      if (end < text.size()) at = end;
    }
    previous = text[at];
    at += first_character(text.substr(at)).bytes.size();
  }
  return at;
}

}  // namespace

Word bare(std::string_view text) {
  Word word;
  bool changed = true;
  while (changed && !text.empty()) {
    changed = false;
    const Character first = first_character(text);
    const Character last = last_character(text);
    const bool wrapped = text.size() > first.bytes.size() && wraps(first.code, last.code);
    if (first.code == '<') word.in_angles = true;
    if (wrapped || closes(last.code)) {
      text.remove_suffix(last.bytes.size());
      changed = true;
    }
    if (!text.empty() && (wrapped || opens(first.code))) {
      text.remove_prefix(first.bytes.size());
      changed = true;
    }
  }
  word.text = std::string{text};
  return word;
}

std::vector<Word> words(std::string_view readable_text) {
  std::vector<Word> found;
  while (!readable_text.empty()) {
    if (readable_text.front() == ' ') {
      readable_text.remove_prefix(1);
      continue;
    }
    const std::size_t length = word_length(readable_text);
    const std::string_view text = readable_text.substr(0, length);
    readable_text.remove_prefix(length);
    if (is_emoji(text)) continue;
    Word word = bare(text);
    if (!word.text.empty()) found.push_back(std::move(word));
  }
  return found;
}

}  // namespace latchkey::commands
