#include "tests/scenarios/sandbox_process.hpp"

#include <utility>

namespace latchkey::scenarios {
namespace {

std::vector<std::string> command(const std::filesystem::path& workspace,
                                 std::vector<std::string> options) {
  std::vector<std::string> words{LATCHKEY_SANDBOX, "--listen",     "127.0.0.1:0", "--scenario",
                                 workspace,        "--mail-delay", "0s"};
  words.insert(words.end(), options.begin(), options.end());
  return words;
}

}  // namespace

SandboxProcess::SandboxProcess(const std::filesystem::path& workspace,
                               std::vector<std::string> options)
    : process_(command(workspace, std::move(options))) {
  const std::string line = process_.wait_for_line("latchkey-sandbox listening on ");
  url_ = line.substr(line.find("http://"));
  url_.pop_back();
}

unsigned short SandboxProcess::port() const {
  return static_cast<unsigned short>(std::stoul(url_.substr(url_.rfind(':') + 1)));
}

std::filesystem::path small_workspace() {
  return LATCHKEY_SCENARIOS_DIR "/workspace.json";
}

std::filesystem::path demo_workspace() {
  return LATCHKEY_SCENARIOS_DIR "/../../deploy/sandbox/scenario_default.json";
}

}  // namespace latchkey::scenarios
