#include "tests/scenarios/terminal.hpp"

#include "tests/harness/child_process.hpp"

#include <algorithm>
#include <chrono>
#include <fstream>
#include <iterator>
#include <utility>
#include <vector>

namespace latchkey::scenarios {
namespace {

constexpr std::chrono::seconds k_answer_patience{60};

void replace_all(std::string& text, const std::string& what, const std::string& with) {
  for (auto at = text.find(what); at != std::string::npos; at = text.find(what, at + with.size())) {
    text.replace(at, what.size(), with);
  }
}

}  // namespace

std::string TerminalAnswer::cause() const {
  return diagnosis.at("conclusion").at("cause");
}

std::string TerminalAnswer::confidence() const {
  return diagnosis.at("conclusion").at("confidence");
}

std::string TerminalAnswer::summary() const {
  return diagnosis.at("conclusion").at("summary");
}

bool TerminalAnswer::offers(const std::string& remedy) const {
  const auto& offered = diagnosis.at("remedies");
  return std::any_of(offered.begin(), offered.end(),
                     [&](const auto& one) { return one.at("id") == remedy; });
}

TerminalText say_in_terminal(const std::filesystem::path& config,
                             std::vector<std::string> arguments) {
  arguments.insert(arguments.begin(), LATCHKEY_BIN);
  arguments.insert(arguments.end(), {"--config", config});
  harness::ChildProcess program{std::move(arguments)};
  TerminalText said;
  while (auto line = program.next_line(k_answer_patience)) said.text += *line + "\n";
  said.exit_status = program.wait(k_answer_patience);
  return said;
}

TerminalAnswer diagnose_in_terminal(const std::filesystem::path& config, const std::string& email,
                                    const std::string& service) {
  std::vector<std::string> command{"diagnose", email, "--format", "json"};
  if (!service.empty()) command.insert(command.end(), {"--service", service});
  const auto said = say_in_terminal(config, std::move(command));
  return {nlohmann::json::parse(said.text), said.exit_status};
}

std::filesystem::path write_demo_config(const std::filesystem::path& directory,
                                        const std::string& sandbox_url) {
  std::ifstream template_file{LATCHKEY_SCENARIOS_DIR "/../../deploy/sandbox/latchkey.toml"};
  std::string text{std::istreambuf_iterator<char>{template_file}, {}};
  replace_all(text, "http://127.0.0.1:8080", sandbox_url);
  replace_all(text, "@STORE@", directory / "latchkey.db");
  auto file = directory / "latchkey.toml";
  std::ofstream{file} << text;
  return file;
}

}  // namespace latchkey::scenarios
