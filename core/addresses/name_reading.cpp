#include "core/addresses/name_reading.hpp"

#include "core/addresses/local_part.hpp"
#include "core/addresses/name_particles.hpp"
#include "core/addresses/name_words.hpp"
#include "core/addresses/transliteration.hpp"

#include <algorithm>
#include <utility>

namespace latchkey {
namespace {

// What each difference costs. From 0.98, three of them or two heavier ones stay at 0.75.
constexpr double k_joined_names = 0.05;
constexpr double k_joined_with_initial = 0.02;
constexpr double k_first_initial = 0.09;
constexpr double k_next_initial = 0.04;
constexpr double k_other_order = 0.05;
constexpr double k_middle_initial = 0.07;
constexpr double k_particle = 0.03;
constexpr double k_middle_name = 0.10;
constexpr double k_first_of_names = 0.25;
constexpr double k_short_name = 0.15;
/// One name alone, where the other address has more.
constexpr double k_single_name = 0.30;
/// Initials alone.
constexpr double k_nothing_whole = 0.30;
/// A surname of two letters at the edge of a word ("lixm"), or in its midst, where it stands by
/// accident.
constexpr double k_short_at_edge = 0.02;
constexpr double k_short_within_word = 0.06;
/// Two names in one word, of this many letters: which of them bears the mark of another writing
/// cannot be seen (bryanstojanovic is not brianstojanovic).
constexpr std::size_t k_two_in_one = 9;
constexpr double k_whose_letters = 0.20;
/// Above this no score is left that would be shown.
constexpr double k_cost_max = 0.6;

bool has(unsigned used, std::size_t name) {
  return (used >> name & 1U) != 0;
}

}  // namespace

NameReading::NameReading(const std::vector<std::string>& names,
                         const std::vector<std::string>& written, Division division)
    : names_(names), text_(joined(written, "")), division_(division) {
  boundary_.assign(text_.size() + 1, false);
  std::size_t at = 0;
  boundary_[0] = true;
  for (const auto& word : written) boundary_[at += word.size()] = true;
}

std::optional<NameMatch> NameReading::best() {
  go({});
  return best_;
}

void NameReading::go(State state) {
  if (state.cost > k_cost_max || (best_ && state.cost >= best_->cost)) return;
  if (state.at == text_.size()) return finish(std::move(state));
  for (std::size_t name = 0; name < names_.size(); ++name) {
    if (has(state.used, name)) continue;
    read_whole(state, name);
    read_transliterated(state, name);
    read_initial(state, name);
    read_short_name(state, name);
  }
  if (boundary_[state.at] && division_ == Division::written) pass_over_word(std::move(state));
}

NameReading::State NameReading::with_name(State state, std::size_t name,
                                          std::size_t letters) const {
  const bool particle = is_name_particle(names_[name]);
  if (!particle) {
    if (static_cast<int>(name) < state.last &&
        std::find(state.changes.begin(), state.changes.end(), Change::name_order) ==
            state.changes.end()) {
      note(state.changes, Change::name_order);
      state.cost += k_other_order;
    }
    state.last = static_cast<int>(name);
  }
  const std::size_t end = state.at + letters;
  const bool crosses =
      std::any_of(boundary_.begin() + static_cast<std::ptrdiff_t>(state.at) + 1,
                  boundary_.begin() + static_cast<std::ptrdiff_t>(end), [](bool b) { return b; });
  if (crosses || !boundary_[state.at] || !boundary_[end]) state.run_together = true;
  state.used |= 1U << name;
  state.at = end;
  return state;
}

void NameReading::read_whole(const State& state, std::size_t name) {
  const auto& word = names_[name];
  if (text_.compare(state.at, word.size(), word) != 0) return;
  auto next = with_name(state, name, word.size());
  const int edges = (boundary_[state.at] ? 1 : 0) + (boundary_[next.at] ? 1 : 0);
  if (word.size() == 2 && edges == 1) next.cost += k_short_at_edge;
  if (word.size() == 2 && edges == 0) next.cost += k_short_within_word;
  if (!is_name_particle(word)) ++next.whole;
  if (word.size() > 1) next.letters = std::max(next.letters, word.size());
  go(std::move(next));
}

void NameReading::read_transliterated(const State& state, std::size_t name) {
  const auto& word = names_[name];
  if (word.size() < 3) return;
  const std::size_t shortest = word.size() - std::min<std::size_t>(word.size() - 2, 3);
  const std::size_t longest = std::min(word.size() + 4, word_end(state.at) - state.at);
  for (std::size_t length = shortest; length <= longest; ++length) {
    const auto written = std::string_view{text_}.substr(state.at, length);
    if (written == word) continue;
    const auto cost = transliteration_cost(word, written);
    if (!cost) continue;
    auto next = with_name(state, name, length);
    next.cost += *cost;
    if (names_.size() == 1 && word.size() >= k_two_in_one) next.cost += k_whose_letters;
    note(next.changes, Change::transliteration);
    ++next.whole;
    next.letters = std::max(next.letters, word.size());
    go(std::move(next));
  }
}

void NameReading::read_initial(const State& state, std::size_t name) {
  const auto& word = names_[name];
  if (word.size() < 2 || text_[state.at] != word.front()) return;
  auto next = with_name(state, name, 1);
  next.cost += state.initials == 0 ? k_first_initial : k_next_initial;
  ++next.initials;
  note(next.changes, Change::initials);
  go(std::move(next));
}

void NameReading::read_short_name(const State& state, std::size_t name) {
  if (!boundary_[state.at]) return;
  const std::size_t length = word_end(state.at) - state.at;
  const auto written = std::string_view{text_}.substr(state.at, length);
  if (!same_given_name(names_[name], written)) return;
  auto next = with_name(state, name, length);
  next.cost += k_short_name;
  ++next.whole;
  note(next.changes, Change::short_name);
  go(std::move(next));
}

/// A word that nobody need have in both addresses: says so in the state.
bool NameReading::is_left_out_lightly(State& state, const std::string& word) const {
  if (is_name_particle(word)) {
    state.cost += k_particle;
    note(state.changes, Change::particle);
    return true;
  }
  if (word.size() > 1) return false;
  state.cost += k_middle_initial;
  note(state.changes, Change::middle_name);
  return true;
}

void NameReading::pass_over_word(State state) {
  const std::size_t end = word_end(state.at);
  const auto word = text_.substr(state.at, end - state.at);
  const bool first = state.at == 0;
  const bool last = end == text_.size();
  state.at = end;
  if (!is_left_out_lightly(state, word)) {
    state.stranger = true;
    state.cost += first ? k_first_of_names : k_middle_name;
    note(state.changes, last ? Change::surname : Change::middle_name);
  }
  go(std::move(state));
}

void NameReading::finish(State state) {
  bool complete = !state.stranger;
  for (std::size_t name = 0; name < names_.size(); ++name) {
    if (has(state.used, name)) continue;
    if (division_ != Division::written) return;
    if (is_left_out_lightly(state, names_[name])) continue;
    if (state.stranger) return;  // each has a name that the other one lacks
    complete = false;
    state.cost += name == 0 ? k_first_of_names : k_middle_name;
    note(state.changes, name + 1 == names_.size() ? Change::surname : Change::middle_name);
  }
  if (division_ == Division::syllables && state.initials < 2) return;
  if (state.run_together) {
    state.cost += state.initials > 0 ? k_joined_with_initial : k_joined_names;
    if (state.initials == 0) note(state.changes, Change::separator);
  }
  if (state.whole + state.initials == 0) return;
  if (state.whole + state.initials < 2 && !complete) state.cost += k_single_name;
  if (state.letters < 2) state.cost += k_nothing_whole;
  if (state.cost > k_cost_max || (best_ && state.cost >= best_->cost)) return;
  best_ = NameMatch{state.cost, std::move(state.changes)};
}

std::size_t NameReading::word_end(std::size_t at) const {
  const auto end =
      std::find(boundary_.begin() + static_cast<std::ptrdiff_t>(at) + 1, boundary_.end(), true);
  return static_cast<std::size_t>(end - boundary_.begin());
}

}  // namespace latchkey
