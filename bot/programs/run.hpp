#pragma once

#include <string>

namespace CLI {
class App;
}

namespace latchkey {

struct RunArguments {
  std::string config;
};

/// Adds the subcommand `run` and its options.
void add_arguments(CLI::App& app, RunArguments& arguments);

/// Connects to the chat and serves until SIGTERM or SIGINT; then takes no new work and waits up to
/// `shutdown_grace` for what runs. Returns the exit code: 0 after a signal, 2 for a configuration
/// that cannot be used, 1 where Slack refuses a token or another `run` has the store.
int run(const RunArguments& arguments);

}  // namespace latchkey
