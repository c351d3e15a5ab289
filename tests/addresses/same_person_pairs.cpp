#include "tests/addresses/pair_maker.hpp"

#include <array>
#include <utility>

namespace latchkey::name_pairs {
namespace {

const Words k_tags = {"gitlab", "shop", "work", "news", "portal", "test1"};

}  // namespace

/// Initials of the south of India are no names that could be shortened or spelled otherwise.
Person PairMaker::person_with_whole_given_name() {
  for (;;) {
    auto one = person();
    if (one.given_word().size() > 1) return one;
  }
}

std::string PairMaker::whole(const Person& who, const std::string& between) {
  const bool turned = who.culture->surname_first && dice_.chance(50);
  return turned ? who.surname_word() + between + who.given_word()
                : who.given_word() + between + who.surname_word();
}

std::string PairMaker::initials_of(const Person& who) {
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

bool PairMaker::spell_otherwise(Person& who) {
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

std::string PairMaker::digits() {
  switch (dice_.roll(3)) {
    case 0: return std::to_string(1 + dice_.roll(9));
    case 1: return std::to_string(60 + dice_.roll(40));
    default: return std::to_string(1960 + dice_.roll(45));
  }
}

NamePair PairMaker::separator() {
  const auto who = person();
  const auto first = dice_.pick(k_separators);
  const auto at = "@" + domain();
  const bool turned = who.culture->surname_first && dice_.chance(50);
  Words names{who.given_word(), who.surname_word()};
  if (turned) std::swap(names[0], names[1]);
  return of_one(Kind::separator, who, join(names, first) + at,
                join(names, dice_.other_than(k_separators, first)) + at);
}

NamePair PairMaker::tag() {
  const auto who = person();
  const auto local = whole(who, dice_.pick(k_separators));
  const auto at = "@" + domain();
  return either_way(of_one(Kind::tag, who, local + at, local + "+" + dice_.pick(k_tags) + at));
}

NamePair PairMaker::provider_dots() {
  const auto who = person();
  const auto plain = who.given_word() + who.surname_word();
  auto dotted = who.given_word() + "." + who.surname_word();
  if (dice_.chance(40)) {
    dotted = plain;
    dotted.insert(1 + static_cast<std::size_t>(dice_.roll(plain.size() - 1)), ".");
  }
  return either_way(of_one(Kind::provider_dots, who, plain + "@gmail.com", dotted + "@gmail.com"));
}

NamePair PairMaker::provider_alias() {
  static const Twins k_aliases = {{"gmail.com", "googlemail.com"}, {"icloud.com", "me.com"},
                                  {"proton.me", "protonmail.com"}, {"yandex.ru", "ya.ru"},
                                  {"gmail.com", "googlemail.com"}, {"me.com", "mac.com"}};
  const auto who = person();
  const auto local = whole(who, dice_.pick(k_separators));
  const auto& [one, other] = dice_.pick(k_aliases);
  return either_way(of_one(Kind::provider_alias, who, local + "@" + one, local + "@" + other));
}

NamePair PairMaker::provider_typo() {
  static const Words k_mistyped = {"gmail.com",   "gmail.com",  "hotmail.com",
                                   "outlook.com", "icloud.com", "yahoo.com"};
  const auto who = person();
  const auto local = whole(who, dice_.pick(k_separators));
  const auto domain = dice_.pick(k_mistyped);
  return either_way(of_one(Kind::provider_typo, who, local + "@" + domain,
                           local + "@" + mistyped(dice_, domain)));
}

NamePair PairMaker::swapped_order() {
  const auto who = person();
  const auto between = dice_.pick(k_separators);
  const auto at = "@" + domain();
  const auto turned = who.surname_word() + between + who.given_word();
  return either_way(of_one(Kind::swapped_order, who,
                           who.given_word() + between + who.surname_word() + at, turned + at));
}

NamePair PairMaker::full_to_initials() {
  const auto who = person_with_whole_given_name();
  const auto at = "@" + organisation_domain(dice_);
  const auto full = whole(who, dice_.pick(k_visible_separators));
  return of_one(Kind::full_to_initials, who, full + at, initials_of(who) + at);
}

NamePair PairMaker::initials_to_full() {
  auto pair = full_to_initials();
  std::swap(pair.asked, pair.other);
  pair.kind = Kind::initials_to_full;
  return pair;
}

NamePair PairMaker::hyphen() {
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

NamePair PairMaker::transliteration() {
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

NamePair PairMaker::middle_name() {
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

NamePair PairMaker::other_top_level() {
  const auto who = person();
  const auto local = whole(who, dice_.pick(k_separators));
  const auto here = organisation_domain(dice_);
  return either_way(of_one(Kind::other_top_level, who, local + "@" + here,
                           local + "@" + other_domain_of(dice_, here)));
}

NamePair PairMaker::number() {
  const auto who = person();
  const auto local = whole(who, dice_.pick(k_separators));
  const auto at = "@" + domain();
  const auto between = dice_.chance(20) ? dice_.pick(k_visible_separators) : "";
  return either_way(of_one(Kind::number, who, local + at, local + between + digits() + at));
}

NamePair PairMaker::two_changes() {
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

}  // namespace latchkey::name_pairs
