#include "tests/addresses/pair_kind.hpp"

namespace latchkey::name_pairs {

std::string_view to_string(Kind kind) {
  switch (kind) {
    case Kind::separator: return "separator";
    case Kind::tag: return "tag";
    case Kind::provider_dots: return "provider dots";
    case Kind::provider_alias: return "provider alias";
    case Kind::provider_typo: return "provider typo";
    case Kind::swapped_order: return "swapped order";
    case Kind::full_to_initials: return "full name to initials";
    case Kind::hyphen: return "hyphen";
    case Kind::transliteration: return "transliteration";
    case Kind::middle_name: return "middle name, second surname";
    case Kind::other_top_level: return "other top level, sub-domain";
    case Kind::number: return "number";
    case Kind::two_changes: return "two changes at once";
    case Kind::initials_to_full: return "initials to full name";
    case Kind::shared_surname: return "shared surname";
    case Kind::role_address: return "role address";
    case Kind::similar_name: return "similar name (john, jon)";
    case Kind::namesake_elsewhere: return "namesake elsewhere";
  }
  return "";
}

Difficulty difficulty_of(Kind kind) {
  switch (kind) {
    case Kind::transliteration:
    case Kind::middle_name:
    case Kind::other_top_level:
    case Kind::number:
    case Kind::two_changes:
    case Kind::similar_name:
    case Kind::namesake_elsewhere: return Difficulty::medium;
    case Kind::initials_to_full: return Difficulty::beyond;
    default: return Difficulty::easy;
  }
}

bool is_same_person(Kind kind) {
  return kind < Kind::shared_surname;
}

}  // namespace latchkey::name_pairs
