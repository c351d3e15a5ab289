#pragma once

#include "tests/addresses/name_pairs.hpp"

#include <string>
#include <vector>

namespace latchkey::name_pairs {

/// What became of the questions of one kind, or of several.
struct Figures {
  int asked = 0;
  /// Same person: the account is among the five that are shown.
  int found = 0;
  /// … and presented as the same person's.
  int presented = 0;
  /// Somebody else's account is presented as the same person's.
  int false_alarms = 0;
  /// Somebody else's account is shown at all.
  int strangers_shown = 0;

  void add(const Figures& other);
};

struct KindFigures {
  Kind kind;
  /// Where only the accounts' addresses are known.
  Figures by_address = {};
  /// Where their names are known as well.
  Figures named = {};
};

/// Asks for every pair's first address among all accounts of the set.
std::vector<KindFigures> finder_figures(const NamePairs& set);

/// Those of one difficulty together: recall of its pairs of one person, false alarms of all.
Figures of_difficulty(const std::vector<KindFigures>& all, bool named, Difficulty difficulty,
                      bool same_person);

/// Found of those asked, 0 to 1.
double recall(const Figures& figures);
double false_alarm_rate(const Figures& figures);

/// The table that README shows.
std::string table(const std::vector<KindFigures>& all);

}  // namespace latchkey::name_pairs
