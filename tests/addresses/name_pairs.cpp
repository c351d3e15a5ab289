#include "tests/addresses/name_pairs.hpp"

#include "tests/addresses/pair_maker.hpp"

#include <array>
#include <set>
#include <utility>

namespace latchkey::name_pairs {
namespace {

/// Whose address it is, and at which organisation or provider. Of two people with one name in one
/// house nobody could say from outside which address is whose, so there are none in the set.
std::string name_and_house(const Entry& entry) {
  static const std::set<std::string> k_google = {"gmail", "googlemail"};
  static const std::set<std::string> k_apple = {"icloud", "me", "mac"};
  auto domain = entry.email.substr(entry.email.find('@') + 1);
  const auto tops = domain.ends_with(".co.uk") || domain.ends_with(".com.br") ? 2 : 1;
  for (int i = 0; i < tops; ++i) domain.resize(domain.rfind('.'));
  auto house = domain.substr(domain.rfind('.') + 1);
  if (k_google.contains(house)) house = "google";
  if (k_apple.contains(house)) house = "apple";
  return entry.name + "@" + house;
}

constexpr std::array k_kinds = {Kind::separator,        Kind::tag,
                                Kind::provider_dots,    Kind::provider_alias,
                                Kind::provider_typo,    Kind::swapped_order,
                                Kind::full_to_initials, Kind::hyphen,
                                Kind::transliteration,  Kind::middle_name,
                                Kind::other_top_level,  Kind::number,
                                Kind::two_changes,      Kind::initials_to_full,
                                Kind::shared_surname,   Kind::role_address,
                                Kind::similar_name,     Kind::namesake_elsewhere};

}  // namespace

NamePairs name_pairs(std::uint32_t seed, bool unseen, int per_kind, int bystanders) {
  PairMaker maker{seed, unseen};
  NamePairs set;
  std::set<std::string> taken;
  for (const auto kind : k_kinds) {
    for (int made = 0; made < per_kind;) {
      auto pair = maker.pair(kind);
      const auto asked = name_and_house(pair.asked);
      const auto other = name_and_house(pair.other);
      if (taken.contains(asked) || taken.contains(other)) continue;
      taken.insert({asked, other});
      set.pairs.push_back(std::move(pair));
      ++made;
    }
  }
  while (set.bystanders.size() < static_cast<std::size_t>(bystanders)) {
    auto entry = maker.bystander();
    if (!taken.contains(name_and_house(entry))) set.bystanders.push_back(std::move(entry));
  }
  return set;
}

}  // namespace latchkey::name_pairs
