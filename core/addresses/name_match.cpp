#include "core/addresses/name_match.hpp"

#include "core/addresses/local_part.hpp"
#include "core/addresses/name_reading.hpp"
#include "core/addresses/name_words.hpp"
#include "core/addresses/pinyin.hpp"

#include <algorithm>
#include <utility>

namespace latchkey {
namespace {

using Words = std::vector<std::string>;

constexpr std::size_t k_words_max = 6;
/// The same letters divided at one place more or less.
constexpr double k_same_letters_run_together = 0.05;
/// jo.hanna and joh.anna: the same letters, and two people.
constexpr double k_divided_differently = 0.38;
/// Dividing what was written as one word is a guess.
constexpr double k_guessed = 0.01;
constexpr double k_turned_round_cost = 0.10;

std::vector<std::size_t> ends_of(const Words& words) {
  std::vector<std::size_t> ends;
  std::size_t at = 0;
  for (const auto& word : words) ends.push_back(at += word.size());
  return ends;
}

/// Both have the same letters in the same order.
NameMatch same_letters(const Words& a, const Words& b) {
  if (a == b) return {0, {Change::separator}};
  const auto ends_a = ends_of(a);
  const auto ends_b = ends_of(b);
  const auto within = [](const auto& few, const auto& many) {
    return std::includes(many.begin(), many.end(), few.begin(), few.end());
  };
  const bool one_is_finer = within(ends_a, ends_b) || within(ends_b, ends_a);
  return {one_is_finer ? k_same_letters_run_together : k_divided_differently, {Change::separator}};
}

/// janedoe and doejane, whatever names these are.
bool turned_round(const std::string& a, const std::string& b) {
  if (a.size() != b.size() || a.size() < 6) return false;
  const auto at = (a + a).find(b);
  return at != std::string::npos && at >= 1 && at < a.size();
}

struct Divided {
  Words words;
  Division division;
};

Words with_parts(const Words& words, std::size_t place, const Words& parts) {
  Words divided{words.begin(), words.begin() + static_cast<std::ptrdiff_t>(place)};
  divided.insert(divided.end(), parts.begin(), parts.end());
  divided.insert(divided.end(), words.begin() + static_cast<std::ptrdiff_t>(place) + 1,
                 words.end());
  return divided;
}

/// "alrashid" is al rashid.
bool begins_with_article(const std::string& word) {
  return (word.starts_with("al") || word.starts_with("el")) && word.size() >= 6 &&
         !is_given_name(word);
}

/// The words as they are, and as they may have been meant.
std::vector<Divided> ways_to_divide(const Words& words) {
  std::vector<Divided> ways{{words, Division::written}};
  if (words.size() == 1) {
    for (auto& halves : divided_at_given_name(words.front()))
      ways.push_back({halves, Division::halves});
  }
  for (std::size_t i = 0; i < words.size() && words.size() < k_words_max; ++i) {
    const auto syllables = pinyin_syllables(words[i]);
    if (syllables.size() == 2)
      ways.push_back({with_parts(words, i, syllables), Division::syllables});
    if (begins_with_article(words[i])) {
      const Words apart{words[i].substr(0, 2), words[i].substr(2)};
      ways.push_back({with_parts(words, i, apart), Division::written});
    }
  }
  return ways;
}

void keep_cheaper(std::optional<NameMatch>& best, std::optional<NameMatch> found, double more) {
  if (!found) return;
  found->cost += more;
  if (!best || found->cost < best->cost) best = std::move(found);
}

}  // namespace

std::optional<NameMatch> match_names(const Words& a, const Words& b) {
  if (a.empty() || b.empty() || a.size() > k_words_max || b.size() > k_words_max) {
    return std::nullopt;
  }
  const auto letters_a = joined(a, "");
  const auto letters_b = joined(b, "");
  if (letters_a == letters_b) return same_letters(a, b);

  std::optional<NameMatch> best;
  const auto ways_a = ways_to_divide(a);
  const auto ways_b = ways_to_divide(b);
  for (std::size_t i = 0; i < ways_a.size(); ++i) {
    for (std::size_t j = 0; j < ways_b.size(); ++j) {
      if (i > 0 && j > 0) continue;  // one guess is enough
      const auto division = i > 0 ? ways_a[i].division : ways_b[j].division;
      const double more = i + j > 0 ? k_guessed : 0;
      const auto &names_a = ways_a[i].words, &names_b = ways_b[j].words;
      keep_cheaper(best, NameReading{names_a, names_b, division}.best(), more);
      keep_cheaper(best, NameReading{names_b, names_a, division}.best(), more);
    }
  }
  if (turned_round(letters_a, letters_b)) {
    keep_cheaper(best, NameMatch{0, {Change::name_order}}, k_turned_round_cost);
  }
  return best;
}

}  // namespace latchkey
