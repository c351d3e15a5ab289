// A resent confirmation is followed in the mail log until the thread knows what became of it: the
// demo's own configuration, with every system played by the sandbox.
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
#include <utility>
#include <vector>

namespace latchkey::scenarios {
namespace {

/// Never confirmed.
const std::string k_jane = "jane.doe@acme.example";

std::string text_of(const std::string& file) {
  std::ifstream in{file};
  return {std::istreambuf_iterator<char>{in}, {}};
}

void replace_all(std::string& text, const std::string& old, const std::string& with) {
  for (auto at = text.find(old); at != std::string::npos; at = text.find(old, at + with.size())) {
    text.replace(at, old.size(), with);
  }
}

struct FollowedMail : testing::Test {
  FollowedMail() {
    auto config = text_of(LATCHKEY_SANDBOX_DIR "/latchkey.toml");
    replace_all(config, "http://127.0.0.1:8080", process.url());
    replace_all(config, "@STORE@", directory.path() / "latchkey.db");
    std::ofstream{directory.path() / "latchkey.toml"} << config << "[http]\nlisten = \"\"\n";
  }

  void start_bot() {
    bot = std::make_unique<harness::ChildProcess>(std::vector<std::string>{
        LATCHKEY_BIN, "run", "--config", directory.path() / "latchkey.toml"});
    sandbox.wait_for_bot(true);
  }
  void kill_bot() {
    bot->send_signal(SIGKILL);
    bot->wait(std::chrono::seconds{30});
    sandbox.wait_for_bot(false);
  }
  SeenMessage wait_for(const std::string& what) {
    return sandbox.wait_for(team.dana, what, [&](const SeenMessage& message) {
      return !message.thread.empty() && message.says(what);
    });
  }
  /// Asks about Jane, and presses the button. Gives the row of buttons while her mail is followed.
  SeenMessage resend_confirmation() {
    sandbox.type(team.dana, team.support, "/diagnose " + k_jane);
    const auto row = sandbox.wait_for(team.dana, "the buttons", [](const SeenMessage& message) {
      return message.has_button("Resend confirmation");
    });
    sandbox.press(team.dana, row, "Resend confirmation");
    return wait_for("watching the mail log");
  }

  const Team team;
  harness::TemporaryDirectory directory;
  SandboxProcess process{LATCHKEY_SANDBOX_DIR "/scenario_default.json"};
  Sandbox sandbox{process.url()};
  std::unique_ptr<harness::ChildProcess> bot;
};

TEST_F(FollowedMail, IsShownAsDeliveredWhereItsButtonWas) {
  start_bot();
  const auto watching = resend_confirmation();
  const auto delivered = wait_for("was delivered to ");
  EXPECT_EQ(delivered.ts, watching.ts);
  EXPECT_FALSE(delivered.says("watching")) << delivered.words;
}

TEST_F(FollowedMail, MentionsWhoPressedWhereItBouncedThoughTheBotWasKilledMeanwhile) {
  start_bot();
  const auto watching = resend_confirmation();
  kill_bot();
  const Json bounce{{"event", "failed"},
                    {"severity", "permanent"},
                    {"reason", "bounce"},
                    {"at", "+1s"},
                    {"delivery-status", {{"code", 550}, {"message", "5.1.1 user unknown"}}}};
  sandbox.post("/sandbox/mail",
               {{"domain", "customers.gitlab.com"},
                {"recipient", k_jane},
                {"subject", "Confirmation instructions"},
                {"events", Json::array({{{"event", "accepted"}, {"at", "+1s"}}, bounce})}});
  start_bot();
  const auto mention = wait_for("<@" + team.dana + ">: the confirmation mail");
  EXPECT_TRUE(mention.says("550 5.1.1 user unknown. Ask the customer")) << mention.words;
  EXPECT_EQ(mention.thread, watching.thread);
  const auto row = sandbox.wait_for(team.dana, "the buttons' message", [&](const auto& message) {
    return message.ts == watching.ts && message.says("❌");
  });
  EXPECT_TRUE(row.says("… bounced")) << row.words;
}

}  // namespace
}  // namespace latchkey::scenarios
