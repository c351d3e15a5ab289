#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace latchkey {

/// A way in which a local part may have been written, and how unlikely it is: 0 for the asked one,
/// about 1 for what one customer in ten would do, and up.
struct LocalSpelling {
  std::string text;
  double unlikelihood = 0;
};

/// Under which local parts the person may have signed up, the likelier ones first, each once, the
/// asked one foremost; at most `at_most`. Other separators, orders and initials; without a number,
/// tag, middle name or particle, and with a middle initial; names for an initial; spellings of
/// transliterated names; short forms. What cannot be foreseen (a number, a tag, a full middle
/// name) is left to the searches that need only a beginning.
std::vector<LocalSpelling> local_spellings(std::string_view asked, std::size_t at_most);

}  // namespace latchkey
