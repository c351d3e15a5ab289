#include "core/addresses/transliteration.hpp"

#include "core/addresses/script_marks.hpp"
#include "core/addresses/transliteration_rules.hpp"

#include <algorithm>
#include <array>
#include <map>
#include <utility>

namespace latchkey {
namespace {

constexpr double k_usual = 0.04;
/// Alone enough to make "the same person" a mere possibility.
constexpr double k_unusual = 0.26;
constexpr int k_differences_max = 3;
/// Names in addresses are shorter; what is longer is not compared.
constexpr std::size_t k_letters_max = 24;
/// An ending is a mark in words of this length and up.
constexpr std::size_t k_ending_counts_from = 5;

/// One of a script's marks, taken apart.
struct Mark {
  std::string_view letters;
  bool at_start;
  bool at_end;
  std::uint16_t script;
};

/// All marks by the letter that they begin with: a name is read once, not once for each of them.
using Marks = std::array<std::vector<Mark>, 26>;

const Marks& marks() {
  static const Marks k_by_first_letter = [] {
    Marks all;
    for (auto [script, rest] : k_script_marks) {
      while (!rest.empty()) {
        const auto end = std::min(rest.find(' '), rest.size());
        Mark mark{rest.substr(0, end), rest.front() == '^', rest[end - 1] == '$', script};
        if (mark.at_start) mark.letters.remove_prefix(1);
        if (mark.at_end) mark.letters.remove_suffix(1);
        all.at(static_cast<std::size_t>(mark.letters.front() - 'a')).push_back(mark);
        rest.remove_prefix(std::min(end + 1, rest.size()));
      }
    }
    return all;
  }();
  return k_by_first_letter;
}

/// Has the word these letters here? Letter by letter: of one to five, a call that compares memory
/// takes longer than the comparison, and a diagnosis makes some thousands of them.
bool stands_at(std::string_view word, std::size_t at, std::string_view letters) {
  if (letters.size() > word.size() - at) return false;
  for (std::size_t i = 0; i < letters.size(); ++i) {
    if (word[at + i] != letters[i]) return false;
  }
  return true;
}

/// Does the word bear the mark here?
bool bears(std::string_view word, std::size_t at, const Mark& mark) {
  if (mark.at_start && at != 0) return false;
  if (!stands_at(word, at, mark.letters)) return false;
  if (!mark.at_end) return true;
  const bool counts = mark.at_start || word.size() >= k_ending_counts_from;
  return counts && at + mark.letters.size() == word.size();
}

std::uint16_t joint(std::uint16_t a, std::uint16_t b) {
  return static_cast<std::uint16_t>(a | b);
}

std::uint16_t scripts_of_word(std::string_view word) {
  std::uint16_t scripts = k_latin;
  for (std::size_t at = 0; at < word.size(); ++at) {
    if (word[at] < 'a' || word[at] > 'z') continue;
    for (const auto& mark : marks()[static_cast<std::size_t>(word[at] - 'a')]) {
      const bool known = (scripts & mark.script) != 0;
      if (!known && bears(word, at, mark)) scripts = joint(scripts, mark.script);
    }
  }
  return scripts;
}

/// Half of a rule: this group of letters may be that one.
struct Exchange {
  std::string_view from;
  std::string_view to;
  bool at_end;
  std::uint16_t scripts;
};

std::string_view without_end_mark(std::string_view letters) {
  return letters.ends_with('$') ? letters.substr(0, letters.size() - 1) : letters;
}

/// All rules both ways, by the letter that they begin with ('a' is 0; 26 for none at all).
using Exchanges = std::array<std::vector<Exchange>, 27>;

const Exchanges& exchanges() {
  static const Exchanges k_by_first_letter = [] {
    Exchanges all;
    const auto add = [&](std::string_view from, std::string_view to, std::uint16_t scripts) {
      const bool at_end = from.ends_with('$');
      from = without_end_mark(from);
      const std::size_t place = from.empty() ? 26 : static_cast<std::size_t>(from.front() - 'a');
      all.at(place).push_back({from, without_end_mark(to), at_end, scripts});
    };
    for (const auto& rule : k_transliteration_rules) {
      add(rule.one, rule.other, rule.scripts);
      add(rule.other, rule.one, rule.scripts);
    }
    return all;
  }();
  return k_by_first_letter;
}

/// Looks for the cheapest way from one spelling to the other, letter by letter.
class Comparison {
 public:
  Comparison(std::string_view a, std::string_view b) : a_(a), b_(b) {}

  std::optional<double> cost() {
    go(0, 0, 0, 0);
    return best_;
  }

 private:
  /// Looked for where there is a difference: most pairs of words fail before.
  std::uint16_t scripts() {
    if (!scripts_) scripts_ = joint(scripts_of_word(a_), scripts_of_word(b_));
    return *scripts_;
  }

  void go(std::size_t i, std::size_t j, int differences, double cost) {
    if (best_ && cost >= *best_) return;
    if (i == a_.size() && j == b_.size()) {
      best_ = cost;
      return;
    }
    if (i < a_.size() && j < b_.size() && a_[i] == b_[j]) go(i + 1, j + 1, differences, cost);
    if (differences == k_differences_max) return;
    double_letters(i, j, differences, cost);
    if (i < a_.size()) {
      for (const auto& exchange : exchanges()[static_cast<std::size_t>(a_[i] - 'a')]) {
        apply(exchange, i, j, differences, cost);
      }
    } else {
      for (const auto& exchange : exchanges()[26]) apply(exchange, i, j, differences, cost);
    }
  }

  /// Mohammed and Mohamed. Outside of names that were carried over, Anna is not Ana.
  void double_letters(std::size_t i, std::size_t j, int differences, double cost) {
    if (i >= a_.size() || j >= b_.size() || a_[i] != b_[j]) return;
    const bool twice_in_a = i + 1 < a_.size() && a_[i + 1] == a_[i];
    const bool twice_in_b = j + 1 < b_.size() && b_[j + 1] == b_[j];
    if (twice_in_a == twice_in_b) return;
    const double more = (scripts() & ~k_latin) != 0 ? k_usual : k_unusual;
    if (twice_in_a && !twice_in_b) go(i + 2, j + 1, differences + 1, cost + more);
    if (twice_in_b && !twice_in_a) go(i + 1, j + 2, differences + 1, cost + more);
  }

  void apply(const Exchange& exchange, std::size_t i, std::size_t j, int differences, double cost) {
    // `from` begins with a_[i], so that `to` is what most rules fail by.
    if (!stands_at(b_, j, exchange.to) || !stands_at(a_, i, exchange.from)) return;
    const std::size_t next_i = i + exchange.from.size();
    const std::size_t next_j = j + exchange.to.size();
    if (exchange.at_end && (next_i != a_.size() || next_j != b_.size())) return;
    const double more = (exchange.scripts & scripts()) != 0 ? k_usual : k_unusual;
    go(next_i, next_j, differences + 1, cost + more);
  }

  std::string_view a_;
  std::string_view b_;
  std::optional<std::uint16_t> scripts_;
  std::optional<double> best_;
};

using SpellingCosts = std::map<std::string, double>;

void keep_cheaper_spelling(SpellingCosts& costs, std::string text, double cost) {
  const auto [place, added] = costs.emplace(std::move(text), cost);
  if (!added) place->second = std::min(place->second, cost);
}

/// How unlikely an exchange is that nothing but the letters before it speak for. Long groups are
/// told by their letters, so they are the likelier ones to be written otherwise; a short one may
/// stand for many.
double cost_of_writing(const Exchange& exchange, std::uint16_t scripts) {
  const bool marked = (exchange.scripts & scripts & ~k_latin) != 0;
  const bool longer = exchange.to.size() > exchange.from.size();
  if ((exchange.scripts & scripts) == 0) return k_usual * 2.5;
  if (exchange.from.size() >= 3) return k_usual * 0.8;
  if (exchange.at_end) return k_usual;
  if (!longer) return k_usual * 1.2;
  return k_usual * (marked ? 2.0 : 2.5);
}

/// The name with one exchange at one place.
void exchange_once(std::string_view name, std::uint16_t scripts, double cost, SpellingCosts& into) {
  const auto put = [&](std::size_t at, std::size_t length, std::string_view to, double more) {
    std::string text{name.substr(0, at)};
    text += to;
    text += name.substr(at + length);
    if (text.size() >= 2) keep_cheaper_spelling(into, std::move(text), cost + more);
  };
  for (std::size_t at = 0; at <= name.size(); ++at) {
    const bool at_end = at == name.size();
    const auto place = at_end ? std::size_t{26} : static_cast<std::size_t>(name[at] - 'a');
    for (const auto& exchange : exchanges()[place]) {
      const auto length = exchange.from.size();
      if (!stands_at(name, at, exchange.from)) continue;
      // A name without any mark may have lost it: then what is written shorter tells.
      const bool lost = scripts == k_latin && length >= exchange.to.size() && length > 1;
      if ((exchange.scripts & scripts) == 0 && !lost) continue;
      if (exchange.at_end && at + length != name.size()) continue;
      put(at, length, exchange.to, cost_of_writing(exchange, scripts));
    }
    const bool may_double = (scripts & ~k_latin) != 0 && at + 1 < name.size();
    if (may_double && name[at] == name[at + 1]) put(at, 2, name.substr(at, 1), k_usual);
  }
}

}  // namespace

std::uint16_t scripts_of(const std::vector<std::string>& words) {
  std::uint16_t scripts = k_latin;
  for (const auto& word : words) scripts = joint(scripts, scripts_of_word(word));
  return scripts;
}

std::optional<double> transliteration_cost(std::string_view a, std::string_view b) {
  if (a == b) return 0;
  if (a.size() > k_letters_max || b.size() > k_letters_max) return std::nullopt;
  const auto longer = std::max(a.size(), b.size());
  if (longer - std::min(a.size(), b.size()) > k_differences_max + 1) return std::nullopt;
  return Comparison{a, b}.cost();
}

std::vector<Spelling> other_spellings(std::string_view name, std::uint16_t scripts,
                                      std::size_t at_most) {
  SpellingCosts costs;
  if (name.size() < 2 || name.size() > k_letters_max) return {};
  // Two letters are told by nothing, but may have lost a mark: Dö is Do and Doe.
  if (name.size() == 2) scripts = k_latin;
  exchange_once(name, scripts, 0, costs);
  const SpellingCosts once = costs;
  for (const auto& [text, cost] : once) exchange_once(text, scripts, cost, costs);
  costs.erase(std::string{name});
  std::vector<Spelling> found;
  for (const auto& [text, cost] : costs) found.push_back({text, cost});
  std::stable_sort(found.begin(), found.end(),
                   [](const Spelling& a, const Spelling& b) { return a.cost < b.cost; });
  // Two exchanges at one place lead to what is no spelling of the name any more.
  std::vector<Spelling> spellings;
  for (auto& spelling : found) {
    if (spellings.size() == at_most) break;
    if (transliteration_cost(name, spelling.text)) spellings.push_back(std::move(spelling));
  }
  return spellings;
}

}  // namespace latchkey
