#include "core/diagnosis/block_list.hpp"

#include "core/base/letter_case.hpp"

#include <algorithm>
#include <array>

namespace latchkey {
namespace {

bool is_digit(char c) {
  return c >= '0' && c <= '9';
}

bool continues_word(char c) {
  return is_digit(c) || (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
}

/// Is the word there, not in the middle of another one ("marbles" names no RBL)?
bool holds_word(std::string_view text, std::string_view word) {
  for (auto at = text.find(word); at != std::string_view::npos; at = text.find(word, at + 1)) {
    if (at == 0 || !continues_word(text[at - 1])) return true;
  }
  return false;
}

/// How many digits stand at `at`, at most three.
std::size_t digits_at(std::string_view text, std::size_t at) {
  std::size_t count = 0;
  while (count < 3 && at + count < text.size() && is_digit(text[at + count])) ++count;
  return count;
}

/// The length of the status code that begins at `at`, or 0.
std::size_t status_code_length(std::string_view text, std::size_t at) {
  if (text[at] != '2' && text[at] != '4' && text[at] != '5') return 0;
  std::size_t end = at + 1;
  for (int part = 0; part < 2; ++part) {
    if (end >= text.size() || text[end] != '.') return 0;
    const auto digits = digits_at(text, end + 1);
    if (digits == 0) return 0;
    end += 1 + digits;
  }
  if (end == text.size()) return end - at;
  // A fourth number makes it an IP address; a full stop at the sentence's end does not.
  const bool goes_on = continues_word(text[end]) ||
                       (text[end] == '.' && end + 1 < text.size() && is_digit(text[end + 1]));
  return goes_on ? 0 : end - at;
}

}  // namespace

bool names_block_list(std::string_view words) {
  constexpr std::array<std::string_view, 29> k_names = {"abuseat",
                                                        "abusix",
                                                        "bad reputation",
                                                        "barracuda",
                                                        "black list",
                                                        "black-list",
                                                        "blacklist",
                                                        "block list",
                                                        "block-list",
                                                        "blocked using",
                                                        "blocklist",
                                                        "cloudmark",
                                                        "dnsbl",
                                                        "due to abuse",
                                                        "invaluement",
                                                        "ip reputation",
                                                        "listed at",
                                                        "low reputation",
                                                        "mailspike",
                                                        "poor reputation",
                                                        "proofpoint",
                                                        "psbl",
                                                        "rbl",
                                                        "senderscore",
                                                        "sorbs",
                                                        "spamcop",
                                                        "spamhaus",
                                                        "spamrats",
                                                        "uceprotect"};
  const auto text = in_lower_case(words);
  return std::any_of(k_names.begin(), k_names.end(),
                     [&](std::string_view name) { return holds_word(text, name); });
}

std::string status_code_in(std::string_view words) {
  for (std::size_t at = 0; at < words.size(); ++at) {
    if (at > 0 && (continues_word(words[at - 1]) || words[at - 1] == '.')) continue;
    if (const auto length = status_code_length(words, at); length > 0) {
      return std::string{words.substr(at, length)};
    }
  }
  return "";
}

}  // namespace latchkey
