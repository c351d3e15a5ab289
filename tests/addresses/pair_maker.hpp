#pragma once

#include "tests/addresses/mail_domains.hpp"
#include "tests/addresses/name_pairs.hpp"
#include "tests/addresses/person.hpp"

#include <cstdint>
#include <string>
#include <utility>
#include <vector>

namespace latchkey::name_pairs {

/// What stands between names, and what of it can be seen.
inline const Words k_separators = {".", "_", "-", ""};
inline const Words k_visible_separators = {".", "_", "-"};

/// Words that go together.
using Twins = std::vector<std::pair<std::string, std::string>>;

/// Makes pairs of each kind, one after the other, from a seed.
class PairMaker {
 public:
  PairMaker(std::uint32_t seed, bool unseen) : dice_(seed), cultures_(cultures(unseen)) {}

  NamePair pair(Kind kind);
  Entry bystander();

 private:
  NamePair separator();
  NamePair tag();
  NamePair provider_dots();
  NamePair provider_alias();
  NamePair provider_typo();
  NamePair swapped_order();
  NamePair full_to_initials();
  NamePair hyphen();
  NamePair transliteration();
  NamePair middle_name();
  NamePair other_top_level();
  NamePair number();
  NamePair two_changes();
  NamePair initials_to_full();
  NamePair shared_surname();
  NamePair role_address();
  NamePair similar_name();
  NamePair namesake_elsewhere();

  Person person() {
    auto one = somebody(dice_, cultures_);
    one.number = ++people_;
    return one;
  }
  Person person_with_whole_given_name();
  std::string domain() {
    return dice_.chance(75) ? organisation_domain(dice_) : provider_domain(dice_);
  }
  /// "jane.doe", "doe_jane": both names whole.
  std::string whole(const Person& who, const std::string& between);
  std::string initials_of(const Person& who);
  bool spell_otherwise(Person& who);
  std::string digits();
  [[nodiscard]] NamePair of_one(Kind kind, const Person& who, std::string asked,
                                std::string other) const {
    return {kind,
            {std::move(asked), who.written(), who.number},
            {std::move(other), who.written(), who.number}};
  }
  [[nodiscard]] NamePair of_two(Kind kind, const Person& a, std::string asked, const Person& b,
                                std::string other) const {
    return {
        kind, {std::move(asked), a.written(), a.number}, {std::move(other), b.written(), b.number}};
  }
  NamePair either_way(NamePair pair) {
    if (dice_.chance(50)) std::swap(pair.asked, pair.other);
    return pair;
  }

  Dice dice_;
  std::vector<Culture> cultures_;
  int people_ = 0;
};

}  // namespace latchkey::name_pairs
