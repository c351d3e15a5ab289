#pragma once

#include <string_view>

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

}  // namespace latchkey::name_pairs
