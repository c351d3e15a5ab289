#include "deploy/sandbox/upstreams/filter_expression.hpp"

#include <algorithm>
#include <cctype>

namespace latchkey::sandbox {
namespace {

using Words = std::vector<std::string>;

Words words_of(std::string_view text) {
  Words words;
  std::string word;
  for (const char c : text) {
    const auto byte = static_cast<unsigned char>(c);
    if (std::isalnum(byte) || byte >= 0x80) {
      word += static_cast<char>(std::tolower(byte));
    } else if (!word.empty()) {
      words.push_back(std::move(word));
      word.clear();
    }
  }
  if (!word.empty()) words.push_back(std::move(word));
  return words;
}

bool contains(const Words& field, const Words& phrase) {
  return !phrase.empty() &&
         std::search(field.begin(), field.end(), phrase.begin(), phrase.end()) != field.end();
}

/// Recursive descent over: any := all (OR all)*; all := one ((AND)? one)*; one := NOT one | (any) |
/// literal. The depth is bounded by the length of a URL.
class FilterParser {
 public:
  FilterParser(std::string_view expression, const Words& field)
      : rest_(expression), field_(field) {}

  bool any() {
    bool result = all();
    while (take_word("OR")) {
      const bool other = all();
      result = result || other;
    }
    return result;
  }

 private:
  bool all() {
    bool result = one();
    for (;;) {
      skip_blanks();
      if (rest_.empty() || rest_[0] == ')' || peeks_word("OR")) return result;
      take_word("AND");
      const bool other = one();
      result = result && other;
    }
  }

  bool one() {
    skip_blanks();
    if (take_word("NOT")) return !one();
    if (rest_.empty()) return false;
    if (rest_[0] == '(') {
      rest_.remove_prefix(1);
      const bool result = any();
      skip_blanks();
      if (!rest_.empty()) rest_.remove_prefix(1);
      return result;
    }
    return contains(field_, words_of(literal()));
  }

  std::string_view literal() {
    std::string_view text;
    if (rest_[0] == '"') {
      rest_.remove_prefix(1);
      text = rest_.substr(0, rest_.find('"'));
      rest_.remove_prefix(std::min(text.size() + 1, rest_.size()));
    } else {
      text = rest_.substr(0, rest_.find_first_of(" ()"));
      rest_.remove_prefix(std::max<std::size_t>(text.size(), 1));
    }
    return text;
  }

  void skip_blanks() { rest_.remove_prefix(std::min(rest_.find_first_not_of(' '), rest_.size())); }

  bool peeks_word(std::string_view word) {
    skip_blanks();
    return rest_.starts_with(word) &&
           (rest_.size() == word.size() || rest_[word.size()] == ' ' || rest_[word.size()] == '(');
  }

  bool take_word(std::string_view word) {
    if (!peeks_word(word)) return false;
    rest_.remove_prefix(word.size());
    return true;
  }

  std::string_view rest_;
  const Words& field_;
};

}  // namespace

bool matches_filter(std::string_view expression, std::string_view field) {
  const Words words = words_of(field);
  return FilterParser(expression, words).any();
}

}  // namespace latchkey::sandbox
