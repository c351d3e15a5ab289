#pragma once

#include <string>

namespace CLI {
class App;
}

namespace latchkey {

struct ForgetArguments {
  std::string email;
  std::string config;
};

/// Adds the subcommand `forget` and its options.
void add_arguments(CLI::App& app, ForgetArguments& arguments);

/// Forgets everything that the store keeps of a customer, and lists the messages of the chat that
/// still hold the address, by link where Slack tells it. Returns the exit code 0. Throws
/// `StartError` (exit code 2) for a wrong argument, and where it could not be done.
int forget(const ForgetArguments& arguments);

}  // namespace latchkey
