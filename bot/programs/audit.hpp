#pragma once

#include <string>
#include <vector>

namespace CLI {
class App;
}

namespace latchkey {

struct AuditArguments {
  std::string config;
  /// Empty: about whomever.
  std::string email;
  std::string since = "30d";
  std::string format = "text";
  bool verify = false;
  /// "N:HASH", as the log of `latchkey run` has it.
  std::vector<std::string> heads;
};

/// Adds the subcommand `audit` and its options.
void add_arguments(CLI::App& app, AuditArguments& arguments);

/// Prints who asked what and who did what, from the store, or says whether somebody else wrote in
/// that record. Returns the exit code: 0, or 1 where an entry was changed, removed or cut off.
/// Throws `StartError` (exit code 2) for a wrong argument, and where there is no record.
int audit(const AuditArguments& arguments);

}  // namespace latchkey
