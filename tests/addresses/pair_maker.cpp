#include "tests/addresses/pair_maker.hpp"

#include <stdexcept>

namespace latchkey::name_pairs {

NamePair PairMaker::pair(Kind kind) {
  switch (kind) {
    case Kind::separator: return separator();
    case Kind::tag: return tag();
    case Kind::provider_dots: return provider_dots();
    case Kind::provider_alias: return provider_alias();
    case Kind::provider_typo: return provider_typo();
    case Kind::swapped_order: return swapped_order();
    case Kind::full_to_initials: return full_to_initials();
    case Kind::hyphen: return hyphen();
    case Kind::transliteration: return transliteration();
    case Kind::middle_name: return middle_name();
    case Kind::other_top_level: return other_top_level();
    case Kind::number: return number();
    case Kind::two_changes: return two_changes();
    case Kind::initials_to_full: return initials_to_full();
    case Kind::shared_surname: return shared_surname();
    case Kind::role_address: return role_address();
    case Kind::similar_name: return similar_name();
    case Kind::namesake_elsewhere: return namesake_elsewhere();
  }
  throw std::logic_error("no such kind of pair");
}

Entry PairMaker::bystander() {
  const auto who = person();
  const auto at = "@" + domain();
  if (dice_.chance(25) && who.given_word().size() > 1) {
    return {initials_of(who) + at, who.written(), who.number};
  }
  const auto local = whole(who, dice_.pick(k_separators));
  return {local + (dice_.chance(15) ? digits() : "") + at, who.written(), who.number};
}

}  // namespace latchkey::name_pairs
