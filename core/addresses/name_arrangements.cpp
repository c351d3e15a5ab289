#include "core/addresses/name_arrangements.hpp"

#include "core/addresses/name_particles.hpp"
#include "core/addresses/name_words.hpp"
#include "core/addresses/pinyin.hpp"

#include <algorithm>
#include <cmath>

namespace latchkey {
namespace {

using Names = std::vector<std::string>;

constexpr double k_divided = 0.4;
constexpr double k_divided_anywhere = 1.4;
constexpr double k_initial_first = 0.4;
constexpr double k_initial_last = 1.0;
constexpr double k_without_particle = 0.8;
constexpr double k_particle_joined = 0.6;
constexpr double k_syllables_apart = 0.9;
constexpr double k_initial_is_name = 1.5;
/// What the 25th most frequent name of a letter is less likely than the first.
constexpr double k_rarer_name = 0.04;
constexpr double k_added_initial = 2.6;

std::string initial_of(const std::string& word) {
  return word.substr(0, 1);
}

Arrangement two_names(const std::string& a, const std::string& b, double unlikelihood) {
  return {{a, b}, unlikelihood};
}

void arrange_two(const Names& n, std::vector<Arrangement>& into) {
  const auto &a = n[0], &b = n[1];
  into.push_back(two_names(b, a, 0.9));
  if (a.size() > 1 && b.size() > 1) {
    into.push_back(two_names(initial_of(a), b, 0.8));
    into.push_back(two_names(a, initial_of(b), 1.3));
    into.push_back(two_names(b, initial_of(a), 1.4));
    into.push_back(two_names(initial_of(b), a, 1.7));
  }
}

void arrange_three(const Names& n, std::vector<Arrangement>& into) {
  const auto &a = n[0], &b = n[1], &c = n[2];
  const auto add = [&](Names words, double unlikelihood) {
    into.push_back({std::move(words), unlikelihood});
  };
  add({a, c}, 0.7);
  add({a, b}, 1.0);
  add({initial_of(a), c}, 1.0);
  add({a, initial_of(b), c}, 0.8);
  add({initial_of(a), b}, 1.3);
  add({initial_of(a), initial_of(b), c}, 1.2);
  add({initial_of(a), b, c}, 1.3);
  add({c, a, b}, 1.1);
  add({b, c, a}, 1.1);
  add({c, b, a}, 1.6);
  add({c, a}, 1.2);
  add({b, a}, 1.7);
  add({b, c}, 1.9);
  add({c, initial_of(a)}, 1.8);
  add({a, initial_of(c)}, 2.0);
  add({a, initial_of(b), initial_of(c)}, 1.9);
  add({c, initial_of(a), initial_of(b)}, 1.5);
  add({c, initial_of(a), b}, 2.0);
  add({initial_of(b), initial_of(c), a}, 1.6);
  add({a, c, b}, 1.9);
  add({a + b, c}, 0.7);
  add({a, b + c}, 0.7);
  add({c, a + b}, 1.4);
  add({b + c, a}, 1.3);
  add({initial_of(a), b + c}, 1.4);
}

/// Four names are mostly two_names given ones and two_names surnames.
void arrange_four(const Names& n, std::vector<Arrangement>& into) {
  into.push_back(two_names(n[0], n[3], 0.9));
  into.push_back(two_names(n[0], n[2], 0.9));
  into.push_back({{n[0], n[2], n[3]}, 1.0});
  into.push_back({{n[0], n[1], n[2]}, 1.0});
  into.push_back({{n[0], n[1], n[3]}, 1.2});
  into.push_back(two_names(n[0], n[1], 1.4));
  into.push_back(two_names(initial_of(n[0]), n[2], 1.4));
  into.push_back(two_names(initial_of(n[0]), n[3], 1.4));
}

/// Where the word may divide_word into two_names names.
void divide_word(const std::string& word, std::vector<Arrangement>& into) {
  if (word.size() < 4) return;
  for (auto& halves : divided_at_given_name(word)) into.push_back({std::move(halves), k_divided});
  const double middle = static_cast<double>(word.size()) / 2;
  for (std::size_t at = 1; at < word.size(); ++at) {
    const double off = std::abs(static_cast<double>(at) - middle) / middle;
    double unlikelihood = k_divided_anywhere + off;
    if (at == 1) unlikelihood = k_initial_first;
    if (at + 1 == word.size()) unlikelihood = k_initial_last;
    into.push_back(two_names(word.substr(0, at), word.substr(at), unlikelihood));
  }
}

void without_particles(const Names& words, std::vector<Arrangement>& into) {
  Names without;
  Names attached;
  std::string before;
  for (std::size_t i = 0; i < words.size(); ++i) {
    // A name stands behind a particle; the first and the last word are none.
    if (i > 0 && i + 1 < words.size() && is_name_particle(words[i])) {
      before += words[i];
    } else {
      without.push_back(words[i]);
      attached.push_back(before + words[i]);
      before.clear();
    }
  }
  if (without.size() == words.size() || without.size() < 2) return;
  into.push_back({attached, k_particle_joined});
  into.push_back({without, k_without_particle});
}

/// "alrashid" may be al-rashid and rashid.
void detach_article(const Names& words, std::vector<Arrangement>& into) {
  for (std::size_t i = 0; i < words.size(); ++i) {
    const auto& word = words[i];
    const bool article = word.starts_with("al") || word.starts_with("el");
    if (!article || word.size() < 6 || is_given_name(word)) continue;
    auto apart = words;
    apart[i] = word.substr(2);
    into.push_back({apart, 1.4});
    apart.insert(apart.begin() + static_cast<std::ptrdiff_t>(i), word.substr(0, 2));
    into.push_back({apart, 1.0});
  }
}

void part_syllables(const Names& words, std::vector<Arrangement>& into) {
  if (words.size() != 2) return;
  for (std::size_t i = 0; i < 2; ++i) {
    const auto syllables = pinyin_syllables(words[i]);
    const auto family = pinyin_syllables(words[1 - i]);
    if (syllables.size() != 2 || family.empty() || family.size() > 2) continue;
    Names apart = syllables;
    apart.insert(i == 0 ? apart.end() : apart.begin(), words[1 - i]);
    into.push_back({apart, family.size() == 1 ? k_syllables_apart : k_syllables_apart + 1});
  }
}

/// For "j doe", "doe j" and what may be "jdoe": names that begin so.
void name_initials(const Names& words, double unlikelihood, std::vector<Arrangement>& into) {
  if (words.size() != 2) return;
  for (std::size_t i = 0; i < 2; ++i) {
    if (words[i].size() != 1 || words[1 - i].size() < 2) continue;
    double rarer = 0;
    for (const auto name : given_names_with(words[i].front())) {
      auto whole = words;
      whole[i] = name;
      into.push_back({whole, unlikelihood + k_initial_is_name + rarer});
      rarer += k_rarer_name;
    }
  }
}

void add_middle_initials(const Names& words, std::vector<Arrangement>& into) {
  if (words.size() != 2 || words[0].size() < 2 || words[1].size() < 2) return;
  for (char letter = 'a'; letter <= 'z'; ++letter) {
    into.push_back({{words[0], std::string(1, letter), words[1]}, k_added_initial});
  }
}

}  // namespace

std::vector<Arrangement> arrangements(const Names& names) {
  std::vector<Arrangement> found{{names, 0}};
  switch (names.size()) {
    case 2: arrange_two(names, found); break;
    case 3: arrange_three(names, found); break;
    case 4: arrange_four(names, found); break;
    default: break;
  }
  return found;
}

std::vector<Arrangement> meant_names(const Names& words) {
  std::vector<Arrangement> found{{words, 0}};
  if (words.size() == 1) divide_word(words.front(), found);
  without_particles(words, found);
  detach_article(words, found);
  part_syllables(words, found);
  const auto so_far = found;
  for (const auto& names : so_far) name_initials(names.words, names.unlikelihood, found);
  add_middle_initials(words, found);
  return found;
}

}  // namespace latchkey
