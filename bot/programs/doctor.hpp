#pragma once

#include <string>

namespace CLI {
class App;
}

namespace latchkey {

struct DoctorArguments {
  std::string config;
  std::string format = "text";
};

/// Adds the subcommand `doctor` and its options.
void add_arguments(CLI::App& app, DoctorArguments& arguments);

/// Tries every configured system for real and prints a line for each, with the next step to take.
/// Changes nothing anywhere. Returns the exit code: 0 where nothing failed, 1 where something did,
/// 2 where no program could start with what is configured: a secret cannot be resolved, or a file
/// of [tls] or a proxy cannot be used. Throws `StartError` (exit code 2) for a configuration that
/// cannot be read.
int examine(const DoctorArguments& arguments);

}  // namespace latchkey
