#include "tests/addresses/pair_maker.hpp"

#include <utility>

namespace latchkey::name_pairs {
namespace {

const Words k_roles = {"info",     "sales",     "support", "billing", "office", "admin",
                       "invoices", "marketing", "contact", "team",    "jobs",   "helpdesk"};

/// Names that look alike and are two people's.
const Twins k_similar_given = {
    {"john", "jon"},         {"eric", "erik"},      {"sara", "sarah"},     {"ann", "anne"},
    {"marc", "mark"},        {"steven", "stephen"}, {"philip", "phillip"}, {"brian", "bryan"},
    {"geoffrey", "jeffrey"}, {"lisa", "liza"},      {"mario", "maria"},    {"daniel", "daniela"},
    {"carl", "karl"},        {"hanna", "hannah"},   {"martin", "martina"}, {"andrea", "andreas"},
    {"julian", "juliana"},   {"louis", "louise"},   {"paul", "paula"},     {"teresa", "theresa"}};
const Twins k_similar_surnames = {
    {"doe", "dole"},          {"hansen", "hanson"},     {"smith", "smyth"},   {"brown", "browne"},
    {"meyer", "meier"},       {"schmidt", "schmitt"},   {"clark", "clarke"},  {"reed", "reid"},
    {"petersen", "peterson"}, {"garcia", "garza"},      {"rossi", "russo"},   {"moore", "moor"},
    {"miller", "millar"},     {"kowalski", "kowalska"}, {"larsen", "larson"}, {"novak", "nowak"},
    {"fisher", "fischer"},    {"martin", "martinez"},   {"lang", "lange"},    {"stein", "steiner"}};

std::string capitalised(std::string word) {
  if (!word.empty() && word[0] >= 'a') word[0] = static_cast<char>(word[0] - 'a' + 'A');
  return word;
}

}  // namespace

NamePair PairMaker::shared_surname() {
  for (;;) {
    const auto one = person_with_whole_given_name();
    auto other = one;
    other.given_name = &dice_.pick(one.culture->given);
    other.given = words_of(other.given_name->spelled.front());
    other.number = ++people_;
    if (other.given == one.given || other.given_word().size() < 2) continue;
    const auto between = dice_.pick(k_visible_separators);
    const auto at = "@" + organisation_domain(dice_);
    return of_two(Kind::shared_surname, one, one.given_word() + between + one.surname_word() + at,
                  other, other.given_word() + between + other.surname_word() + at);
  }
}

NamePair PairMaker::role_address() {
  const auto one = person();
  const auto other = person();
  const auto here = organisation_domain(dice_);
  const auto role = dice_.pick(k_roles);
  const auto asked = role + "@" + here;
  switch (dice_.roll(4)) {
    case 0:
      return of_two(Kind::role_address, one, asked, other,
                    dice_.other_than(k_roles, role) + "@" + here);
    case 1:
      return of_two(Kind::role_address, one, asked, other,
                    role + "@" + other_domain_of(dice_, here));
    case 2: return of_two(Kind::role_address, one, role + "1@" + here, other, role + "2@" + here);
    default:
      return of_two(Kind::role_address, one, asked, other,
                    role + "." + dice_.other_than(k_roles, role) + "@" + here);
  }
}

NamePair PairMaker::similar_name() {
  auto one = person();
  auto two = one;
  two.number = ++people_;
  const bool of_given = dice_.chance(60);
  auto [a, b] = dice_.pick(of_given ? k_similar_given : k_similar_surnames);
  if (dice_.chance(50)) std::swap(a, b);
  const auto rest = of_given ? one.surname_word() : dice_.pick(k_similar_given).first;
  const auto between = dice_.pick(k_separators);
  const auto at = "@" + domain();
  const auto entry = [&](const std::string& name, int number) {
    const auto given = of_given ? name : rest;
    const auto surname = of_given ? rest : name;
    return Entry{given + between + surname + at, capitalised(given) + " " + capitalised(surname),
                 number};
  };
  return {Kind::similar_name, entry(a, one.number), entry(b, two.number)};
}

NamePair PairMaker::namesake_elsewhere() {
  const auto one = person();
  auto other = one;
  other.number = ++people_;
  const auto local = whole(one, dice_.pick(k_separators));
  for (;;) {
    const auto here = dice_.chance(60) ? organisation_domain(dice_) : provider_domain(dice_);
    const auto there = organisation_domain(dice_);
    if (here.substr(0, here.find('.')) == there.substr(0, there.find('.'))) continue;
    return of_two(Kind::namesake_elsewhere, one, local + "@" + here, other, local + "@" + there);
  }
}

}  // namespace latchkey::name_pairs
