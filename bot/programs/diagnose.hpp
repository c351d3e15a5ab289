#pragma once

#include <optional>
#include <string>

namespace CLI {
class App;
}

namespace latchkey {

struct DiagnoseArguments {
  std::string email;
  std::string config;
  /// Nothing: `usual_window`.
  std::optional<std::string> since = {};
  /// Empty: the first configured service.
  std::string service;
  std::string format = "text";
};

/// Adds the subcommand `diagnose` and its options.
void add_arguments(CLI::App& app, DiagnoseArguments& arguments);

/// The same diagnosis in the terminal, recorded with the system user's name. Returns the exit
/// code: 0 every check was answered, 3 some could not be, 2 usage or configuration error.
int diagnose(const DiagnoseArguments& arguments);

}  // namespace latchkey
