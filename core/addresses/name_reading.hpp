#pragma once

#include "core/addresses/name_match.hpp"

#include <optional>
#include <string>
#include <vector>

namespace latchkey {

/// Whether the names are divided as their owner divided them.
enum class Division {
  written,   ///< yes
  halves,    ///< a word was divided by guess, so that no part of it may be missing
  syllables  ///< a word was divided into syllables, which stand for initials only (xiaoming, xm)
};

/// Reads letters as somebody's names. The search behind `match_names`, which tries it both ways.
class NameReading {
 public:
  /// `names` are what is looked for, `written` the words in which they are looked for; at most six
  /// of each.
  NameReading(const std::vector<std::string>& names, const std::vector<std::string>& written,
              Division division);

  /// The cheapest reading, if there is one.
  [[nodiscard]] std::optional<NameMatch> best();

 private:
  /// How far a reading has come.
  struct State {
    std::size_t at = 0;         ///< letters read
    unsigned used = 0;          ///< names found, as bits
    int last = -1;              ///< the name found last
    int whole = 0;              ///< names found that were written whole
    int initials = 0;           ///< names found by their initial
    std::size_t letters = 0;    ///< letters in the longest name found whole
    bool stranger = false;      ///< a whole word was passed over that is none of the names
    bool run_together = false;  ///< names begin or end within a word
    double cost = 0;
    std::vector<Change> changes = {};
  };

  void go(State state);
  void read_whole(const State& state, std::size_t name);
  void read_transliterated(const State& state, std::size_t name);
  void read_initial(const State& state, std::size_t name);
  void read_short_name(const State& state, std::size_t name);
  void pass_over_word(State state);
  void finish(State state);

  [[nodiscard]] State with_name(State state, std::size_t name, std::size_t letters) const;
  [[nodiscard]] std::size_t word_end(std::size_t at) const;
  [[nodiscard]] bool is_left_out_lightly(State& state, const std::string& word) const;

  const std::vector<std::string>& names_;
  std::string text_;
  /// At each letter (and at the end): does a word begin or end here?
  std::vector<bool> boundary_;
  Division division_;
  std::optional<NameMatch> best_;
};

}  // namespace latchkey
