#include "core/addresses/local_spellings.hpp"

#include "core/addresses/local_part.hpp"
#include "core/addresses/name_arrangements.hpp"
#include "core/addresses/name_words.hpp"
#include "core/addresses/role_words.hpp"
#include "core/addresses/transliteration.hpp"

#include <algorithm>
#include <array>
#include <tuple>
#include <unordered_map>

namespace latchkey {
namespace {

using Words = std::vector<std::string>;

struct Separator {
  std::string_view text;
  double unlikelihood;
};
constexpr std::array<Separator, 4> k_separators_by_use = {
    {{".", 0.3}, {"", 0.4}, {"_", 0.45}, {"-", 0.6}}};

/// One name of two or more is written in another way; and how unlikely a cost of
/// `transliteration_cost` makes it.
constexpr double k_spelled_otherwise = 0.5;
constexpr double k_per_cost = 8;
constexpr double k_short_name_unlikely = 1.6;
constexpr std::size_t k_spellings_of_a_name = 24;
constexpr double k_without_number = 0.6;
constexpr double k_without_tag = 0.1;
constexpr double k_mixed_separators = 0.9;
constexpr double k_turned_round_unlikely = 1.1;
constexpr double k_hyphen_within = 1.2;
/// Two surnames that were written as one have this many letters.
constexpr std::size_t k_double_name_letters = 8;
/// Names that are as unlikely as this are not arranged any further.
constexpr double k_unlikely = 3.4;
/// The same for names in another spelling, of which there are many.
constexpr double k_unlikely_spelling = 2.3;

/// What has been found: each text with its likeliest way.
class Found {
 public:
  void add(std::string text, double unlikelihood) {
    if (text.empty() || unlikelihood > k_unlikely) return;
    const auto [place, added] = all_.emplace(std::move(text), unlikelihood);
    if (!added) place->second = std::min(place->second, unlikelihood);
  }
  /// Those of the same unlikelihood in the order of their letters.
  [[nodiscard]] std::vector<LocalSpelling> likeliest(std::size_t at_most) const {
    std::vector<LocalSpelling> found;
    found.reserve(all_.size());
    for (const auto& [text, unlikelihood] : all_) found.push_back({text, unlikelihood});
    std::sort(found.begin(), found.end(), [](const auto& a, const auto& b) {
      return std::tie(a.unlikelihood, a.text) < std::tie(b.unlikelihood, b.text);
    });
    if (found.size() > at_most) found.resize(at_most);
    return found;
  }

 private:
  std::unordered_map<std::string, double> all_;
};

/// The names, and each with one or two of them in another spelling.
std::vector<Arrangement> with_other_spellings(const Arrangement& names, std::uint16_t scripts) {
  std::vector<Arrangement> found{names};
  std::vector<std::vector<Spelling>> others;
  for (const auto& word : names.words) {
    auto spellings = other_spellings(word, scripts, k_spellings_of_a_name);
    for (auto& spelling : spellings)
      spelling.cost = k_spelled_otherwise + k_per_cost * spelling.cost;
    for (const auto other : other_given_names(word)) {
      spellings.push_back({std::string{other}, k_short_name_unlikely});
    }
    others.push_back(std::move(spellings));
  }
  for (std::size_t i = 0; i < names.words.size(); ++i) {
    for (const auto& spelling : others[i]) {
      auto one = names;
      one.words[i] = spelling.text;
      one.unlikelihood += spelling.cost;
      found.push_back(one);
      for (std::size_t j = i + 1; j < names.words.size(); ++j) {
        for (const auto& second : others[j]) {
          auto both = one;
          both.words[j] = second.text;
          both.unlikelihood += second.cost;
          if (both.unlikelihood <= k_unlikely_spelling) found.push_back(std::move(both));
        }
      }
    }
  }
  return found;
}

/// Writes names with every separator, the asked address's own first.
class Writing {
 public:
  Writing(std::string_view asked, Found& into) : into_(into) {
    const auto mark = asked.find_first_of("._-");
    if (mark != std::string_view::npos) own_ = asked.substr(mark, 1);
  }

  void write(const Arrangement& names, const std::string& end);
  /// "doejane" for "janedoe", wherever the names divide.
  void turn_round(const std::string& word, const std::string& end);
  /// "jane.doe-ray" for "jane.doeray".
  void hyphenate(const Words& words, const std::string& end);

 private:
  [[nodiscard]] double of(const Separator& separator) const {
    return separator.text == own_ ? 0 : separator.unlikelihood;
  }

  Found& into_;
  std::string own_;
};

void Writing::turn_round(const std::string& word, const std::string& end) {
  for (std::size_t at = 1; at < word.size() && word.size() >= 6; ++at) {
    into_.add(word.substr(at) + word.substr(0, at) + end, k_turned_round_unlikely);
  }
}

void Writing::hyphenate(const Words& words, const std::string& end) {
  for (std::size_t i = 0; i < words.size() && words.size() == 2; ++i) {
    const auto& word = words[i];
    for (std::size_t at = 3; word.size() >= k_double_name_letters && at + 3 <= word.size(); ++at) {
      auto apart = words;
      apart[i] = word.substr(0, at) + "-" + word.substr(at);
      const auto own = own_ == "-" ? "." : own_;
      into_.add(joined(apart, own) + end, k_hyphen_within);
    }
  }
}

void Writing::write(const Arrangement& names, const std::string& end) {
  for (const auto& separator : k_separators_by_use) {
    const double unlikelihood = names.unlikelihood + of(separator);
    if (unlikelihood > k_unlikely) continue;
    into_.add(joined(names.words, separator.text) + end, unlikelihood);
  }
  if (names.words.size() != 3) return;
  const auto& words = names.words;
  for (const std::string_view outer : {".", "_"}) {
    const std::string mark{outer};
    into_.add(words[0] + mark + words[1] + "-" + words[2] + end,
              names.unlikelihood + k_mixed_separators);
    into_.add(words[0] + "-" + words[1] + mark + words[2] + end,
              names.unlikelihood + k_mixed_separators);
  }
}

bool names_a_task(const Words& words) {
  return std::any_of(words.begin(), words.end(),
                     [](const std::string& word) { return is_role_word(word); });
}

void add_names(const Words& words, const std::string& end, double more, Writing& writing) {
  const auto scripts = scripts_of(words);
  for (const auto& meant : meant_names(words)) {
    const bool guessed_name = meant.unlikelihood >= 1.5;
    const auto spelled =
        guessed_name ? std::vector<Arrangement>{meant} : with_other_spellings(meant, scripts);
    for (std::size_t i = 0; i < spelled.size(); ++i) {
      const auto& names = spelled[i];
      const double unlikely = i == 0 ? k_unlikely : k_unlikely_spelling;
      if (guessed_name) {
        writing.write({names.words, names.unlikelihood + more}, end);
        continue;
      }
      for (auto arranged : arrangements(names.words)) {
        arranged.unlikelihood += names.unlikelihood + more;
        if (arranged.unlikelihood <= unlikely) writing.write(arranged, end);
      }
    }
  }
}

}  // namespace

std::vector<LocalSpelling> local_spellings(std::string_view asked, std::size_t at_most) {
  Found found;
  found.add(std::string{asked}, 0);
  const auto parts = take_apart(asked);
  if (!parts.tag.empty()) {
    found.add(std::string{asked.substr(0, asked.size() - parts.tag.size())}, k_without_tag);
  }
  if (!parts.words.empty()) {
    Writing writing{asked, found};
    const auto& number = parts.number;
    if (names_a_task(parts.words)) {
      writing.write({parts.words, 0}, number);
    } else {
      add_names(parts.words, number, 0, writing);
      if (!number.empty()) add_names(parts.words, "", k_without_number, writing);
      if (parts.words.size() == 1) writing.turn_round(parts.words.front(), number);
      writing.hyphenate(parts.words, number);
    }
    if (!parts.tag.empty()) writing.write({parts.words, k_without_tag}, number + parts.tag);
  }
  return found.likeliest(at_most);
}

}  // namespace latchkey
