#pragma once

#include <optional>
#include <string>

namespace CLI {
class App;
}

namespace latchkey {

struct RunArguments {
  std::string config;
  /// For tests, which cannot wait for half a minute or for ten. Not among what `--help` says.
  std::optional<std::string> lease = {};
  std::optional<std::string> renewal = {};
};

/// Adds the subcommand `run` and its options.
void add_arguments(CLI::App& app, RunArguments& arguments);

/// Connects to the chat and serves until SIGTERM or SIGINT; then takes no new work and waits up to
/// `shutdown_grace` for what runs (a second signal ends it at once). Reads the configuration again
/// at SIGHUP. Returns the exit code: 0 after
/// a signal, 1 where Slack refuses a token or another `run` has the store, 75 where another process
/// has taken over the work of this one. Throws `StartError`
/// (exit code 2) for a configuration that cannot be used.
int run(const RunArguments& arguments);

}  // namespace latchkey
