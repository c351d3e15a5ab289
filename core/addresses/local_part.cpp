#include "core/addresses/local_part.hpp"

#include <utility>

namespace latchkey {
namespace {

bool is_letter(char c) {
  return c >= 'a' && c <= 'z';
}

bool is_digit(char c) {
  return c >= '0' && c <= '9';
}

}  // namespace

std::string LocalPart::letters() const {
  return joined(words, "");
}

LocalPart take_apart(std::string_view local_part) {
  LocalPart parts;
  const auto plus = local_part.find('+', 1);
  if (plus != std::string_view::npos) {
    parts.tag = local_part.substr(plus);
    local_part = local_part.substr(0, plus);
  }
  std::string word;
  const auto end_word = [&] {
    if (!word.empty()) parts.words.push_back(std::exchange(word, {}));
  };
  for (const char c : local_part) {
    if (is_letter(c)) {
      word += c;
    } else if (c != '\'') {
      end_word();
      if (is_digit(c)) parts.number += c;
    }
  }
  end_word();
  return parts;
}

std::string joined(const std::vector<std::string>& words, std::string_view separator) {
  std::string text;
  for (const auto& word : words) {
    if (!text.empty()) text += separator;
    text += word;
  }
  return text;
}

}  // namespace latchkey
