#include "tests/addresses/name_pairs.hpp"

#include "tests/addresses/mail_domains.hpp"
#include "tests/addresses/person.hpp"

#include <algorithm>
#include <array>
#include <set>
#include <stdexcept>
#include <utility>

namespace latchkey::name_pairs {
namespace {

const Words k_separators = {".", "_", "-", ""};
const Words k_visible_separators = {".", "_", "-"};
const Words k_tags = {"gitlab", "shop", "work", "news", "portal", "test1"};
const Words k_roles = {"info",     "sales",     "support", "billing", "office", "admin",
                       "invoices", "marketing", "contact", "team",    "jobs",   "helpdesk"};

/// Names that look alike and are two people's.
using Twins = std::vector<std::pair<std::string, std::string>>;
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

class Maker {
 public:
  Maker(std::uint32_t seed, bool unseen) : dice_(seed), cultures_(cultures(unseen)) {}

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
  NamePair of_one(Kind kind, const Person& who, std::string asked, std::string other) const {
    return {kind,
            {std::move(asked), who.written(), who.number},
            {std::move(other), who.written(), who.number}};
  }
  NamePair of_two(Kind kind, const Person& a, std::string asked, const Person& b,
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

/// Initials of the south of India are no names that could be shortened or spelled otherwise.
Person Maker::person_with_whole_given_name() {
  for (;;) {
    auto one = person();
    if (one.given_word().size() > 1) return one;
  }
}

std::string Maker::whole(const Person& who, const std::string& between) {
  const bool turned = who.culture->surname_first && dice_.chance(50);
  return turned ? who.surname_word() + between + who.given_word()
                : who.given_word() + between + who.surname_word();
}

std::string Maker::initials_of(const Person& who) {
  std::string initials;
  for (const auto& word : who.given) initials += word[0];
  const auto surname = who.surname_word();
  switch (dice_.roll(6)) {
    case 0:
    case 1: return who.initial() + dice_.pick(k_visible_separators) + surname;
    case 2: return who.initial() + surname;
    case 3: return who.given_word() + "." + surname.substr(0, 1);
    case 4: return surname + "." + who.initial();
    default: return initials + (dice_.chance(50) ? "." : "") + surname;
  }
}

bool Maker::spell_otherwise(Person& who) {
  const auto& given = who.given_name->spelled;
  const auto& surname = who.surname_name->spelled;
  const bool of_given = given.size() > 1 && (surname.size() == 1 || dice_.chance(50));
  if (!of_given && surname.size() == 1) return false;
  const auto& spelled = of_given ? given : surname;
  (of_given ? who.given : who.surname) = words_of(dice_.other_than(spelled, spelled.front()));
  if (given.size() > 1 && surname.size() > 1 && dice_.chance(25)) {
    who.given = words_of(dice_.other_than(given, given.front()));
  }
  return true;
}

std::string Maker::digits() {
  switch (dice_.roll(3)) {
    case 0: return std::to_string(1 + dice_.roll(9));
    case 1: return std::to_string(60 + dice_.roll(40));
    default: return std::to_string(1960 + dice_.roll(45));
  }
}

NamePair Maker::separator() {
  const auto who = person();
  const auto first = dice_.pick(k_separators);
  const auto at = "@" + domain();
  const bool turned = who.culture->surname_first && dice_.chance(50);
  Words names{who.given_word(), who.surname_word()};
  if (turned) std::swap(names[0], names[1]);
  return of_one(Kind::separator, who, join(names, first) + at,
                join(names, dice_.other_than(k_separators, first)) + at);
}

NamePair Maker::tag() {
  const auto who = person();
  const auto local = whole(who, dice_.pick(k_separators));
  const auto at = "@" + domain();
  return either_way(of_one(Kind::tag, who, local + at, local + "+" + dice_.pick(k_tags) + at));
}

NamePair Maker::provider_dots() {
  const auto who = person();
  const auto plain = who.given_word() + who.surname_word();
  auto dotted = who.given_word() + "." + who.surname_word();
  if (dice_.chance(40)) {
    dotted = plain;
    dotted.insert(1 + static_cast<std::size_t>(dice_.roll(plain.size() - 1)), ".");
  }
  return either_way(of_one(Kind::provider_dots, who, plain + "@gmail.com", dotted + "@gmail.com"));
}

NamePair Maker::provider_alias() {
  static const Twins k_aliases = {{"gmail.com", "googlemail.com"}, {"icloud.com", "me.com"},
                                  {"proton.me", "protonmail.com"}, {"yandex.ru", "ya.ru"},
                                  {"gmail.com", "googlemail.com"}, {"me.com", "mac.com"}};
  const auto who = person();
  const auto local = whole(who, dice_.pick(k_separators));
  const auto& [one, other] = dice_.pick(k_aliases);
  return either_way(of_one(Kind::provider_alias, who, local + "@" + one, local + "@" + other));
}

NamePair Maker::provider_typo() {
  static const Words k_mistyped = {"gmail.com",   "gmail.com",  "hotmail.com",
                                   "outlook.com", "icloud.com", "yahoo.com"};
  const auto who = person();
  const auto local = whole(who, dice_.pick(k_separators));
  const auto domain = dice_.pick(k_mistyped);
  return either_way(of_one(Kind::provider_typo, who, local + "@" + domain,
                           local + "@" + mistyped(dice_, domain)));
}

NamePair Maker::swapped_order() {
  const auto who = person();
  const auto between = dice_.pick(k_separators);
  const auto at = "@" + domain();
  const auto turned = who.surname_word() + between + who.given_word();
  return either_way(of_one(Kind::swapped_order, who,
                           who.given_word() + between + who.surname_word() + at, turned + at));
}

NamePair Maker::full_to_initials() {
  const auto who = person_with_whole_given_name();
  const auto at = "@" + organisation_domain(dice_);
  return of_one(Kind::full_to_initials, who, whole(who, dice_.pick(k_visible_separators)) + at,
                initials_of(who) + at);
}

NamePair Maker::initials_to_full() {
  auto pair = full_to_initials();
  std::swap(pair.asked, pair.other);
  pair.kind = Kind::initials_to_full;
  return pair;
}

NamePair Maker::hyphen() {
  for (;;) {
    auto who = person_with_whole_given_name();
    if (who.given.size() < 2) {
      // A surname of two, by marriage.
      who.particle.clear();
      const auto& second = dice_.pick(who.culture->surnames);
      who.surname.push_back(words_of(second.spelled.front()).front());
      who.second_surname = {second.written};
    }
    const auto at = "@" + domain();
    const auto write = [&](const std::string& within) {
      return join(who.given, within) + "." + join(who.surname, within) + at;
    };
    if (write("-") == write("")) continue;
    return either_way(of_one(Kind::hyphen, who, write("-"), write(dice_.chance(60) ? "" : ".")));
  }
}

NamePair Maker::transliteration() {
  for (;;) {
    auto who = person();
    const auto between = dice_.pick(k_separators);
    const auto at = "@" + domain();
    const auto asked = who.given_word() + between + who.surname_word() + at;
    auto otherwise = who;
    if (!spell_otherwise(otherwise)) continue;
    const auto other = otherwise.given_word() + between + otherwise.surname_word() + at;
    if (asked == other) continue;
    return either_way(of_one(Kind::transliteration, who, asked, other));
  }
}

NamePair Maker::middle_name() {
  for (;;) {
    auto who = person_with_whole_given_name();
    const auto between = dice_.pick(k_visible_separators);
    const auto at = "@" + organisation_domain(dice_);
    Words with{who.given_word()};
    const Words without{who.given_word(), who.surname_word()};
    if (who.culture->two_surnames) {
      who.second_surname = words_of(dice_.pick(who.culture->surnames).spelled.front());
      with.push_back(who.surname_word());
      with.push_back(join(who.second_surname, ""));
    } else {
      const auto middle = words_of(dice_.pick(who.culture->given).spelled.front());
      with.push_back(dice_.chance(60) ? middle.front().substr(0, 1) : join(middle, ""));
      with.push_back(who.surname_word());
      if (with[1].size() == 1) with[1] = middle.front().substr(0, 1);
    }
    if (with[1] == with[0] || with[2] == with[1]) continue;
    return either_way(
        of_one(Kind::middle_name, who, join(without, between) + at, join(with, between) + at));
  }
}

NamePair Maker::other_top_level() {
  const auto who = person();
  const auto local = whole(who, dice_.pick(k_separators));
  const auto here = organisation_domain(dice_);
  return either_way(of_one(Kind::other_top_level, who, local + "@" + here,
                           local + "@" + other_domain_of(dice_, here)));
}

NamePair Maker::number() {
  const auto who = person();
  const auto local = whole(who, dice_.pick(k_separators));
  const auto at = "@" + domain();
  const auto between = dice_.chance(20) ? dice_.pick(k_visible_separators) : "";
  return either_way(of_one(Kind::number, who, local + at, local + between + digits() + at));
}

NamePair Maker::two_changes() {
  for (;;) {
    auto who = person_with_whole_given_name();
    const auto asked_between = dice_.pick(k_visible_separators);
    const auto here = organisation_domain(dice_);
    const auto asked = who.given_word() + asked_between + who.surname_word();
    auto changed = who;
    std::string between = asked_between;
    bool turned = false;
    bool short_given = false;
    std::string there = here;
    std::string number;
    std::string tag;
    int changes = 0;
    std::array<int, 7> order{0, 1, 2, 3, 4, 5, 6};
    for (std::size_t i = order.size(); i-- > 1;) {
      std::swap(order[i], order[static_cast<std::size_t>(dice_.roll(i + 1))]);
    }
    for (const int what : order) {
      if (changes == 2) break;
      ++changes;
      switch (what) {
        case 0: between = dice_.other_than(k_separators, asked_between); break;
        case 1: turned = true; break;
        case 2: short_given = true; break;
        case 3: there = other_domain_of(dice_, here); break;
        case 4: number = digits(); break;
        case 5: tag = "+" + dice_.pick(k_tags); break;
        default:
          if (!spell_otherwise(changed)) --changes;
      }
    }
    Words names{short_given ? changed.initial() : changed.given_word(), changed.surname_word()};
    if (turned) std::swap(names[0], names[1]);
    const auto other = join(names, between) + number + tag;
    if (asked + here == other + there) continue;
    return of_one(Kind::two_changes, who, asked + "@" + here, other + "@" + there);
  }
}

NamePair Maker::shared_surname() {
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

NamePair Maker::role_address() {
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

NamePair Maker::similar_name() {
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

NamePair Maker::namesake_elsewhere() {
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

NamePair Maker::pair(Kind kind) {
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

Entry Maker::bystander() {
  const auto who = person();
  const auto at = "@" + domain();
  const auto local =
      dice_.chance(25) && who.given_word().size() > 1
          ? initials_of(who)
          : whole(who, dice_.pick(k_separators)) + (dice_.chance(15) ? digits() : "");
  return {local + at, who.written(), who.number};
}

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

NamePairs name_pairs(std::uint32_t seed, bool unseen, int per_kind, int bystanders) {
  Maker maker{seed, unseen};
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
