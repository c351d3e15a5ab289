#pragma once

#include <string>
#include <vector>

namespace latchkey {

/// A person's names in the order, and as whole or short, as an address may have them.
struct Arrangement {
  std::vector<std::string> words;
  double unlikelihood = 0;
};

/// Orders of these names, with some of them as initials or left out: `jane m doe` also as jane doe,
/// j doe, doe jane, j m doe. The names as they are come first. At most four are rearranged.
std::vector<Arrangement> arrangements(const std::vector<std::string>& names);

/// What the names may be where they are not all told: "jdoe" and "j doe" are jane doe, john doe and
/// so on; "janedoe" is jane doe; "xiaoming li" is xiao ming li; "ludwig van beethoven" is without
/// the van. Those themselves come first.
std::vector<Arrangement> meant_names(const std::vector<std::string>& words);

}  // namespace latchkey
