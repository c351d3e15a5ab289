#include "core/addresses/address_ranges.hpp"

#include "core/addresses/local_part.hpp"
#include "core/addresses/role_words.hpp"

#include <algorithm>
#include <string_view>
#include <utility>

namespace latchkey {
namespace {

constexpr std::size_t k_at_any_domain = 48;
constexpr std::size_t k_with_tag = 32;
constexpr std::size_t k_with_number = 32;
constexpr std::size_t k_with_more_names = 6;
/// Fewer letters are nobody's name alone, and many people's beginning.
constexpr std::size_t k_letters_min = 3;
constexpr std::size_t k_letters_min_of_beginning = 6;
/// Behind every domain, and behind every further name but those that begin with four z.
constexpr std::string_view k_behind_everything = "zzzz";

struct Local {
  std::string text;
  LocalPart parts;
  std::size_t letters;
};

std::vector<Local> local_parts(const std::vector<EmailAddress>& spellings) {
  std::vector<Local> locals;
  for (const auto& spelling : spellings) {
    const auto text = spelling.local_part();
    const bool again = std::any_of(locals.begin(), locals.end(),
                                   [&](const Local& known) { return known.text == text; });
    if (again) continue;
    auto parts = take_apart(text);
    const auto letters = parts.letters().size();
    if (letters < k_letters_min) continue;
    locals.push_back({std::string{text}, std::move(parts), letters});
    if (locals.size() == k_at_any_domain) break;
  }
  return locals;
}

AddressRange beginning_with(const std::string& text, std::string with = {}) {
  return {text, text + std::string{k_behind_everything}, std::move(with)};
}

}  // namespace

std::vector<AddressRange> address_ranges(const std::vector<EmailAddress>& spellings) {
  std::vector<AddressRange> ranges;
  const auto locals = local_parts(spellings);
  for (std::size_t i = 0; i < locals.size(); ++i) {
    const auto& [local, parts, letters] = locals[i];
    ranges.push_back(beginning_with(local + "@"));
    if (!parts.tag.empty()) continue;
    if (i < k_with_tag) ranges.push_back(beginning_with(local + "+"));
    const bool beginning = letters >= k_letters_min_of_beginning;
    if (!beginning || !parts.number.empty()) continue;
    if (i < k_with_number) ranges.push_back({local + "0", local + "a"});
    if (i >= k_with_more_names) continue;
    for (const std::string mark : {".", "_", "-"}) ranges.push_back(beginning_with(local + mark));
  }
  return ranges;
}

std::vector<AddressRange> middle_name_ranges(const EmailAddress& asked) {
  const auto words = take_apart(asked.local_part()).words;
  const bool task = std::any_of(words.begin(), words.end(),
                                [](const std::string& word) { return is_role_word(word); });
  if (words.size() != 2 || task || words[0].size() < 2 || words[1].size() < 2) return {};
  std::vector<AddressRange> ranges;
  for (const std::string mark : {".", "_", "-"}) {
    ranges.push_back(beginning_with(words[0] + mark, words[1] + "@"));
    ranges.push_back(beginning_with(words[1] + mark, words[0] + "@"));
  }
  return ranges;
}

}  // namespace latchkey
