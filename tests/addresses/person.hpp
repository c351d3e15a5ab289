#pragma once

#include "tests/addresses/culture.hpp"

#include <cstdint>
#include <random>
#include <string>
#include <vector>

namespace latchkey::name_pairs {

/// Numbers from a seed. Not std::uniform_int_distribution, whose results differ by library; and
/// never two rolls in one expression, whose order differs by compiler.
class Dice {
 public:
  explicit Dice(std::uint32_t seed) : engine_(seed) {}

  /// 0 to `sides` - 1.
  int roll(std::size_t sides) { return static_cast<int>(engine_() % sides); }
  bool chance(int percent) { return roll(100) < percent; }
  template <class T>
  const T& pick(const std::vector<T>& from) {
    return from[static_cast<std::size_t>(roll(from.size()))];
  }
  /// One that is not `other`; there is one.
  template <class T>
  T other_than(const std::vector<T>& from, const T& other) {
    for (;;) {
      const T& picked = pick(from);
      if (picked != other) return picked;
    }
  }

 private:
  std::mt19937 engine_;
};

using Words = std::vector<std::string>;

/// Somebody, as he would write his name into an address.
struct Person {
  const Culture* culture = nullptr;
  const Name* given_name = nullptr;
  const Name* surname_name = nullptr;
  /// "jean-luc" is two words.
  Words given;
  Words middle;
  Words particle;
  Words surname;
  Words second_surname;
  int number = 0;

  /// As it stands on the account: "Jürgen von Müller".
  [[nodiscard]] std::string written() const;
  /// Given name and surname (with the particle) run together, each as one word.
  [[nodiscard]] std::string given_word() const;
  [[nodiscard]] std::string surname_word() const;
  [[nodiscard]] std::string initial() const { return given.front().substr(0, 1); }
};

Person somebody(Dice& dice, const std::vector<Culture>& from);

/// The words of "jean-luc" and "van der".
Words words_of(const std::string& text);
std::string join(const Words& words, const std::string& separator);

}  // namespace latchkey::name_pairs
