#include "bot/programs/backup.hpp"

#include "bot/config/named_references.hpp"
#include "bot/rendering/audit_text.hpp"
#include "bot/wiring/logging.hpp"
#include "bot/wiring/open_store.hpp"
#include "bot/wiring/read_config.hpp"
#include "bot/wiring/secrets.hpp"

#include <CLI/CLI.hpp>

#include <iostream>

namespace latchkey {

void add_arguments(CLI::App& app, BackupArguments& arguments) {
  auto* program = app.add_subcommand("backup", "Copy the store into a new file");
  program->add_option("FILE", arguments.file, "The copy; there must be no such file yet")
      ->required();
  program->add_option("--config", arguments.config, "The configuration file")->required();
}

int backup(const BackupArguments& arguments) {
  const Config config = read_config(arguments.config);
  set_up_quiet_logging(config.log);
  Secrets secrets{config};
  secrets.find_all(references_of_store(config), Secrets::Network::references);
  const auto done = back_up_store(config, secrets, arguments.file);
  std::cout << "Backed up to " << arguments.file << "\n" << rendering::verdict_text(done.verdict);
  if (!done.key_file.empty()) {
    std::cout << "The record's key is not in it: keep " << done.key_file << ", too, elsewhere\n";
  }
  std::cout << std::flush;
  return done.verdict.faults.empty() ? 0 : 1;
}

}  // namespace latchkey
