#include "core/addresses/name_verdict.hpp"

#include "core/addresses/folded_name.hpp"
#include "core/addresses/local_part.hpp"
#include "core/addresses/name_match.hpp"
#include "core/addresses/name_words.hpp"

#include <algorithm>
#include <string>
#include <vector>

namespace latchkey {
namespace {

using NameWords = std::vector<std::string>;

/// Up to here two names are one person's: initials, a middle name, another order among them.
constexpr double k_same_names = 0.25;
/// Up to here they are written whole.
constexpr double k_whole_names = 0.08;

/// What the address says of its owner's names; empty where it seems to be no name (a handle, a
/// task), which nobody's name can contradict.
NameWords names_of_address(const EmailAddress& address) {
  auto words = take_apart(address.local_part()).words;
  if (words.size() != 1) return words;
  const auto ways = divided_at_given_name(words.front());
  if (!ways.empty()) return ways.front();
  return is_given_name(words.front()) ? words : NameWords{};
}

bool any_name_shared(const NameWords& names, const NameWords& own) {
  return std::any_of(names.begin(), names.end(), [&](const std::string& name) {
    return std::any_of(own.begin(), own.end(), [&](const std::string& word) {
      const auto match = match_names({name}, {word});
      return name.size() >= 2 && word.size() >= 2 && match && match->cost <= k_same_names;
    });
  });
}

}  // namespace

NameVerdict name_verdict(std::string_view row_name, std::string_view own_name,
                         const EmailAddress& asked) {
  const auto names = folded_name(row_name);
  auto own = folded_name(own_name);
  const bool by_address = own.empty();
  if (names.empty()) return NameVerdict::silent;
  const auto local = take_apart(asked.local_part());
  if (by_address) {
    // Also "jdoe", whose names cannot be told apart without knowing them.
    const auto as_written = match_names(names, local.words);
    if (as_written && as_written->cost <= k_same_names) {
      const bool whole = as_written->cost <= k_whole_names && names.size() > 1;
      return whole ? NameVerdict::agrees : NameVerdict::silent;
    }
    own = names_of_address(asked);
  }
  if (own.empty()) return NameVerdict::silent;
  const auto match = match_names(names, own);
  if (match) {
    const bool whole = match->cost <= k_whole_names && names.size() > 1 && own.size() > 1;
    return whole ? NameVerdict::agrees : NameVerdict::silent;
  }
  return any_name_shared(names, own) ? NameVerdict::one_contradicts : NameVerdict::both_contradict;
}

}  // namespace latchkey
