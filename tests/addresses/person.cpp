#include "tests/addresses/person.hpp"

namespace latchkey::name_pairs {

Words words_of(const std::string& text) {
  Words words{""};
  for (const char c : text) {
    if (c == ' ' || c == '-' || c == '.') {
      words.emplace_back();
    } else {
      words.back() += c;
    }
  }
  std::erase(words, "");
  return words;
}

std::string join(const Words& words, const std::string& separator) {
  std::string text;
  for (const auto& word : words) text += (text.empty() ? "" : separator) + word;
  return text;
}

std::string Person::written() const {
  std::string first = given_name->written;
  if (!middle.empty()) first += " " + join(middle, " ");
  std::string last = join(particle, " ");
  if (!last.empty()) last += " ";
  last += surname_name->written;
  if (!second_surname.empty()) last += " " + join(second_surname, " ");
  return first + " " + last;
}

std::string Person::given_word() const {
  return join(given, "");
}

std::string Person::surname_word() const {
  return join(particle, "") + join(surname, "");
}

Person somebody(Dice& dice, const std::vector<Culture>& from) {
  Person person;
  person.culture = &dice.pick(from);
  person.given_name = &dice.pick(person.culture->given);
  person.surname_name = &dice.pick(person.culture->surnames);
  person.given = words_of(person.given_name->spelled.front());
  person.surname = words_of(person.surname_name->spelled.front());
  if (!person.culture->particles.empty() && dice.chance(40)) {
    person.particle = words_of(dice.pick(person.culture->particles));
  }
  return person;
}

}  // namespace latchkey::name_pairs
