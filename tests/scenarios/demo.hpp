#pragma once

#include "tests/harness/child_process.hpp"
#include "tests/harness/temporary_directory.hpp"
#include "tests/scenarios/sandbox.hpp"
#include "tests/scenarios/sandbox_process.hpp"
#include "tests/scenarios/team.hpp"

#include <gtest/gtest.h>

#include <chrono>
#include <csignal>
#include <fstream>
#include <iterator>
#include <memory>
#include <string>
#include <vector>

namespace latchkey::scenarios {

/// The demo, with its own configuration and people and every system played by the sandbox, and the
/// real program, which a test kills and starts again.
struct Demo : testing::Test {
  /// `oncall`: what takes the place of the demo's `[oncall]`, where not empty.
  void start_bot(const std::string& oncall = "") {
    std::ifstream in{LATCHKEY_SANDBOX_DIR "/latchkey.toml"};
    std::string config{std::istreambuf_iterator<char>{in}, {}};
    if (!oncall.empty()) {
      const auto begin = config.find("[oncall]");
      config.replace(begin, config.find("[store]") - begin, oncall + "\n");
    }
    replace_all(config, "http://127.0.0.1:8080", process.url());
    replace_all(config, "@STORE@", directory.path() / "latchkey.db");
    std::ofstream{directory.path() / "latchkey.toml"} << config << "[http]\nlisten = \"\"\n";
    go_on();
  }
  /// Starts it as it was configured before, with the same store.
  void go_on() {
    bot = std::make_unique<harness::ChildProcess>(std::vector<std::string>{
        LATCHKEY_BIN, "run", "--config", directory.path() / "latchkey.toml"});
    sandbox.wait_for_bot(true);
  }
  void kill_bot() {
    bot->send_signal(SIGKILL);
    bot->wait(std::chrono::seconds{30});
    sandbox.wait_for_bot(false);
  }
  /// The message of a thread that says this, as Dana sees it.
  SeenMessage wait_for(const std::string& what) {
    return sandbox.wait_for(team.dana, what, [&](const SeenMessage& message) {
      return !message.thread.empty() && message.says(what);
    });
  }
  /// Dana asks about a customer and presses this button under the answer.
  void diagnose_and_press(const std::string& email, const std::string& button) {
    sandbox.type(team.dana, team.support, "/diagnose " + email);
    const auto row = sandbox.wait_for(team.dana, "the buttons", [&](const SeenMessage& message) {
      return message.has_button(button);
    });
    sandbox.press(team.dana, row, button);
  }

  const Team team{};
  harness::TemporaryDirectory directory;
  SandboxProcess process{LATCHKEY_SANDBOX_DIR "/scenario_default.json"};
  Sandbox sandbox{process.url()};
  std::unique_ptr<harness::ChildProcess> bot;

 private:
  static void replace_all(std::string& text, const std::string& old, const std::string& with) {
    for (auto at = text.find(old); at != std::string::npos; at = text.find(old, at + with.size())) {
      text.replace(at, old.size(), with);
    }
  }
};

}  // namespace latchkey::scenarios
