#pragma once

#include <filesystem>
#include <nlohmann/json.hpp>
#include <string>
#include <vector>

namespace latchkey::scenarios {

/// What `latchkey diagnose --format json` said.
struct TerminalAnswer {
  nlohmann::json diagnosis;
  int exit_status = 0;

  [[nodiscard]] std::string cause() const;
  [[nodiscard]] std::string confidence() const;
  [[nodiscard]] std::string summary() const;
  /// "resend_confirmation"
  [[nodiscard]] bool offers(const std::string& remedy) const;
};

/// What a command printed on its standard output.
struct TerminalText {
  std::string text;
  int exit_status = 0;
};

/// Runs `latchkey ARGUMENTS --config CONFIG` to its end; throws std::runtime_error where it has
/// none.
TerminalText say_in_terminal(const std::filesystem::path& config,
                             std::vector<std::string> arguments);

/// Asks about this address in the terminal. `service` empty: the first of the configuration. Throws
/// std::runtime_error where the program does not end, nlohmann's error where it says no JSON.
TerminalAnswer diagnose_in_terminal(const std::filesystem::path& config, const std::string& email,
                                    const std::string& service = {});

/// The demo's configuration (deploy/sandbox/latchkey.toml) for the sandbox at `sandbox_url`,
/// written into `directory` together with its store. Gives the file.
std::filesystem::path write_demo_config(const std::filesystem::path& directory,
                                        const std::string& sandbox_url);

}  // namespace latchkey::scenarios
