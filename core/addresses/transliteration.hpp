#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace latchkey {

/// From which writings the names may have been carried over, by marks in their letters: a set of
/// `Script`, always with `k_latin`, since a mark on a letter leaves no trace when it is dropped.
std::uint16_t scripts_of(const std::vector<std::string>& words);

/// How far two spellings of one name are apart where both are ways to write it in plain letters:
/// 0 for equal ones, 0.04 for each place where they differ in a way that is usual in the writings
/// that either bears marks of, 0.26 where it is only usual elsewhere. Nothing where no such way
/// leads from one to the other (Doe and Dole), or only one with more than three differences.
std::optional<double> transliteration_cost(std::string_view a, std::string_view b);

/// Another way to write a name, and how far it is apart.
struct Spelling {
  std::string text;
  double cost = 0;
};

/// Ways to write a name that differ in one place, or in one manner throughout, or in two places.
/// The nearest first, at most `at_most`, without the name itself. Only manners of `scripts`; of a
/// name of two letters those of Latin letters alone, since nothing tells where it comes from.
std::vector<Spelling> other_spellings(std::string_view name, std::uint16_t scripts,
                                      std::size_t at_most);

}  // namespace latchkey
