#pragma once

#include "core/addresses/name_change.hpp"

#include <optional>
#include <string>
#include <vector>

namespace latchkey {

/// How two ways to write a person's names differ.
struct NameMatch {
  /// 0 for the same words in the same order; at 0.23 the same person is a mere possibility.
  double cost = 0;
  /// In no order.
  std::vector<Change> changes;
};

/// Can both be the names of one person? Reads the letters of one as the other's names, in any
/// order, whole or as initials, with words between them left out or added:
///
///   jane doe, janedoe                separator
///   jane doe, doe jane               name_order
///   jane doe, jdoe, j doe, jane d    initials
///   jane m doe, jane mary doe        middle_name
///   maria garcia lopez, m garcia     surname, initials
///   ludwig van beethoven             particle
///   juergen, jurgen                  transliteration
///   mike, michael                    short_name
///
/// Nothing where each has a name that the other one lacks (jane doe, john doe), or nothing is
/// shared. At most six words of each are read.
std::optional<NameMatch> match_names(const std::vector<std::string>& a,
                                     const std::vector<std::string>& b);

}  // namespace latchkey
