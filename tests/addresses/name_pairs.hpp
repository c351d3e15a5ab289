#pragma once

#include "tests/addresses/pair_kind.hpp"

#include <cstdint>
#include <string>
#include <vector>

namespace latchkey::name_pairs {

/// An account: an address, and the name that stands beside it.
struct Entry {
  std::string email;
  std::string name;
  /// Whose it is: two entries of one person have the same number.
  int person = 0;
};

/// A question, and the account that is its answer or its trap.
struct NamePair {
  Kind kind;
  Entry asked;
  Entry other;
};

/// A labelled set and the accounts among which the answers are to be found.
struct NamePairs {
  std::vector<NamePair> pairs;
  /// Everybody else.
  std::vector<Entry> bystanders;
};

/// Deterministic: the same seed makes the same set, on every machine. `unseen` adds the cultures
/// that the finder was not tuned on. At least `per_kind` pairs of each kind.
NamePairs name_pairs(std::uint32_t seed, bool unseen, int per_kind, int bystanders);

}  // namespace latchkey::name_pairs
