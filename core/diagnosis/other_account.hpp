#pragma once

#include <string>

namespace latchkey {

/// An account that is probably the same person's, under another address.
struct OtherAccount {
  std::string service;
  std::string email;
  /// Short machine word of the difference that tells most: "separator", "initials" (`Change`).
  std::string reason;
  /// 0 to 1; from 0.75 it is presented as the same person's, from 0.5 as a possibility.
  double score = 0;
  std::string state;
  std::string subscription;
  std::string link;
  /// All differences, for people: "same name, other separator".
  std::string explanation = {};
};

}  // namespace latchkey
