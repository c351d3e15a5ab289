#pragma once

#include <string>

namespace CLI {
class App;
}

namespace latchkey {

struct BackupArguments {
  std::string file;
  std::string config;
};

/// Adds the subcommand `backup` and its options.
void add_arguments(CLI::App& app, BackupArguments& arguments);

/// Copies the SQLite store into a new file, also while `latchkey run` serves, and says what its
/// record came to. Returns the exit code: 0, or 1 where the record was changed. Throws `StartError`
/// (exit code 2) where it could not be done, and where the store is no file.
int backup(const BackupArguments& arguments);

}  // namespace latchkey
