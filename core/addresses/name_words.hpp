#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace latchkey {

/// Frequent given names that begin with this letter, the most frequent first.
std::vector<std::string_view> given_names_with(char initial);

bool is_given_name(std::string_view word);

/// May one person go by both of these given names? False for equal ones.
bool same_given_name(std::string_view a, std::string_view b);

/// The other given names that a person of this one may go by.
std::vector<std::string_view> other_given_names(std::string_view name);

/// Where a word divides into a given name and the rest, as the two halves ("janedoe" into jane and
/// doe, "doejane" into doe and jane); either half has two letters or more. At most three ways.
std::vector<std::vector<std::string>> divided_at_given_name(const std::string& word);

}  // namespace latchkey
