#include "bot/programs/manifest.hpp"

#include "bot/rendering/manifest.hpp"
#include "bot/wiring/read_config.hpp"

#include <CLI/CLI.hpp>

#include <iostream>

namespace latchkey {

void add_arguments(CLI::App& app, ManifestArguments& arguments) {
  auto* program = app.add_subcommand("manifest", "Print the Slack app manifest that fits");
  program->add_option("--config", arguments.config, "The configuration file")->required();
}

int manifest(const ManifestArguments& arguments) {
  std::cout << rendering::to_manifest(read_config(arguments.config)) << std::flush;
  return 0;
}

}  // namespace latchkey
