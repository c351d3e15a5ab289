#pragma once

#include <algorithm>
#include <iterator>
#include <string>
#include <utility>
#include <vector>

namespace latchkey::doctor {

enum class Status {
  ok,
  info,  ///< worth knowing
  warn,  ///< Latchkey could do its work, but not all of it, or not safely
  fail   ///< Latchkey could not do its work
};

/// One line of the doctor's report.
struct Check {
  /// "Slack", "Mailgun", or a service's name.
  std::string system;
  /// What was looked at: "domain mg.gitlab.com".
  std::string name;
  Status status = Status::ok;
  /// What was found: may quote others, so it is made one line where it is shown.
  std::string detail;
  /// What to do about it. Empty where nothing is to be done.
  std::string next_step = {};
};

using Checks = std::vector<Check>;

inline Checks only(Check check) {
  return {std::move(check)};
}

inline void append(Checks& checks, Checks more) {
  std::move(more.begin(), more.end(), std::back_inserter(checks));
}

}  // namespace latchkey::doctor
