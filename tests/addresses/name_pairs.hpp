#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace latchkey::name_pairs {

/// In what two addresses differ, or why they are two people's.
enum class Kind {
  // The same person, easy.
  separator,
  tag,
  provider_dots,
  provider_alias,
  provider_typo,
  swapped_order,
  full_to_initials,
  hyphen,
  // The same person, medium.
  transliteration,
  middle_name,
  other_top_level,
  number,
  two_changes,
  // The same person, beyond what is promised: nothing in the asked address tells the name.
  initials_to_full,
  // Other people, easy to tell.
  shared_surname,
  role_address,
  // Other people who are harder to tell.
  similar_name,
  namesake_elsewhere
};

std::string_view to_string(Kind kind);

enum class Difficulty { easy, medium, beyond };

Difficulty difficulty_of(Kind kind);
bool is_same_person(Kind kind);

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
