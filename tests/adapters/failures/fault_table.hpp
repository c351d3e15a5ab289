#pragma once

#include <string>
#include <vector>

namespace latchkey::failures {

/// What is expected where an upstream fails in one way. Words of the table: an ErrorKind's name, or
/// "fine" (asked again, and answered), "unproven" (the form's answer says that it was taken, and
/// nothing more), "-" (cannot happen at this question).
struct FaultRow {
  std::string fault;
  /// Of a question for data.
  std::string data;
  /// Of a row's removal or addition, which the system's own words alone prove.
  std::string change;
  /// Of the page that holds a form, before anything was sent.
  std::string page;
  /// Of the form itself, which has left.
  std::string form;
};

/// The table, for people to read and for tests to run.
const std::vector<FaultRow>& fault_table();

}  // namespace latchkey::failures
