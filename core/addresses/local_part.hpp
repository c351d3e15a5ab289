#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace latchkey {

/// What stands before the "@", taken apart: `jane.m-doe85+shop` is the words jane, m, doe, the
/// number 85 and the tag "+shop".
struct LocalPart {
  /// Runs of letters, in lower case. An apostrophe separates nothing (o'hara is one word).
  std::vector<std::string> words;
  /// All digits, wherever they stand, in their order.
  std::string number;
  /// With its "+"; empty where there is none. Mail to a tag reaches the mailbox without it
  /// (RFC 5233). A leading plus has no name before it, so it begins no tag.
  std::string tag;

  /// The words without anything between them.
  [[nodiscard]] std::string letters() const;
};

LocalPart take_apart(std::string_view local_part);

/// The words with `separator` between them.
std::string joined(const std::vector<std::string>& words, std::string_view separator);

}  // namespace latchkey
