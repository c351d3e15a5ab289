#include "bot/rendering/foreign_text.hpp"

#include "bot/commands/characters.hpp"
#include "core/base/email_address.hpp"

#include <algorithm>

namespace latchkey::rendering {
namespace {

bool is_address_character(char c) {
  constexpr std::string_view k_signs = "!#$%&'*+-/=?^_`{|}~.@";
  return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') ||
         k_signs.find(c) != std::string_view::npos;
}

/// C0, DEL and C1 control characters, and those that turn the direction of writing.
bool is_control(char32_t code) {
  return code < 0x20 || (code >= 0x7F && code < 0xA0) || (code >= 0x202A && code <= 0x202E) ||
         (code >= 0x2066 && code <= 0x2069) || code == 0x2028 || code == 0x2029;
}

}  // namespace

std::string one_line(std::string_view text) {
  constexpr int k_characters = 300;
  std::string line;
  for (int count = 0; !text.empty(); ++count) {
    if (count == k_characters) return line + "…";
    const auto [code, bytes] = commands::first_character(text);
    text.remove_prefix(bytes.size());
    if (is_control(code)) {
      line += ' ';
    } else if (code == 0xFFFD) {
      line += "\xEF\xBF\xBD";
    } else {
      line += bytes;
    }
  }
  return line;
}

std::string with_masked_addresses(std::string_view text) {
  std::string out;
  while (!text.empty()) {
    const auto end = std::find_if_not(text.begin(), text.end(), is_address_character);
    std::string_view run = text.substr(0, static_cast<std::size_t>(end - text.begin()));
    text.remove_prefix(run.size());
    // A full stop after an address ends the sentence.
    std::string_view rest;
    if (run.ends_with('.')) {
      rest = ".";
      run.remove_suffix(1);
    }
    const auto address = EmailAddress::parse(run);
    out += address ? address->masked() : std::string{run};
    out += rest;
    if (!text.empty()) {
      out += text.front();
      text.remove_prefix(1);
    }
  }
  return out;
}

std::size_t escaped_length(std::string_view text) {
  constexpr std::size_t k_more_than_one = 4;  // "&amp;" and its shorter siblings
  const auto special = std::count_if(text.begin(), text.end(),
                                     [](char c) { return c == '&' || c == '<' || c == '>'; });
  return text.size() + k_more_than_one * static_cast<std::size_t>(special);
}

}  // namespace latchkey::rendering
