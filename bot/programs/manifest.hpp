#pragma once

#include <string>

namespace CLI {
class App;
}

namespace latchkey {

struct ManifestArguments {
  std::string config;
};

/// Adds the subcommand `manifest` and its options.
void add_arguments(CLI::App& app, ManifestArguments& arguments);

/// Prints the Slack app manifest that fits the configuration; resolves no secret and asks nobody.
/// Returns 0. Throws `StartError` (exit code 2) for a configuration that cannot be used.
int manifest(const ManifestArguments& arguments);

}  // namespace latchkey
