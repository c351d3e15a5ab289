// Somebody calls for help, and it is taken: the real program, which is killed meanwhile, with the
// demo's own configuration and PagerDuty beside it.
#include "tests/doubles/fake_pagerduty.hpp"
#include "tests/harness/child_process.hpp"
#include "tests/harness/temporary_directory.hpp"
#include "tests/scenarios/sandbox.hpp"
#include "tests/scenarios/sandbox_process.hpp"
#include "tests/scenarios/team.hpp"

#include <gtest/gtest.h>

#include <chrono>
#include <csignal>
#include <cstdlib>
#include <fstream>
#include <iterator>
#include <memory>
#include <string>
#include <utility>
#include <vector>

namespace latchkey::scenarios {
namespace {

std::string config_text() {
  std::ifstream in{LATCHKEY_SANDBOX_DIR "/latchkey.toml"};
  return {std::istreambuf_iterator<char>{in}, {}};
}

void put(std::string& text, const std::string& old, const std::string& with) {
  for (auto at = text.find(old); at != std::string::npos; at = text.find(old, at + with.size())) {
    text.replace(at, old.size(), with);
  }
}

struct CallForHelp : testing::Test {
  /// `oncall`: what takes the place of the demo's `[oncall]`, where not empty.
  void start_bot(const std::string& oncall = "") {
    auto config = config_text();
    if (!oncall.empty()) {
      const auto begin = config.find("[oncall]");
      config.replace(begin, config.find("[store]") - begin, oncall + "\n");
    }
    put(config, "http://127.0.0.1:8080", process.url());
    put(config, "@STORE@", directory.path() / "latchkey.db");
    std::ofstream{directory.path() / "latchkey.toml"} << config << "[http]\nlisten = \"\"\n";
    go_on();
  }
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
  SeenMessage wait_for(const std::string& what) {
    return sandbox.wait_for(team.dana, what, [&](const SeenMessage& message) {
      return !message.thread.empty() && message.says(what);
    });
  }
  void escalate() {
    sandbox.type(team.dana, team.support, "/diagnose jane.doe@acme.example");
    const auto row = sandbox.wait_for(team.dana, "the buttons", [](const SeenMessage& message) {
      return message.has_button("Escalate");
    });
    sandbox.press(team.dana, row, "Escalate");
  }

  const Team team{};
  harness::TemporaryDirectory directory;
  SandboxProcess process{LATCHKEY_SANDBOX_DIR "/scenario_default.json"};
  Sandbox sandbox{process.url()};
  std::unique_ptr<harness::ChildProcess> bot;
};

TEST_F(CallForHelp, IsTakenByWhoIsOnCallAndResolvedThoughTheBotIsKilledInBetween) {
  start_bot();
  escalate();
  const auto called = wait_for("asks for your help");
  EXPECT_TRUE(called.says("<!subteam^S0ONCALL>")) << called.words;
  kill_bot();
  go_on();
  sandbox.press(team.lena, called, "I have it");
  const auto taken = wait_for("has it");
  EXPECT_EQ(taken.ts, called.ts);
  kill_bot();
  go_on();
  sandbox.press(team.dana, taken, "Resolved");
  const auto over = wait_for("resolved it");
  EXPECT_FALSE(over.has_button("Hand back"));
}

TEST_F(CallForHelp, GoesToTheNextLevelWhenNobodyTakesItWhileTheBotIsDown) {
  start_bot(R"([oncall]
kind   = "static"
people = ["U0LENA"]
levels = ["@support-managers"]
acknowledge_within = "2s"
escalate_at_most   = 1
)");
  escalate();
  wait_for("<@U0LENA>");
  kill_bot();
  go_on();
  const auto next = wait_for("<!subteam^S0MANAGERS>");
  EXPECT_TRUE(next.says("asks for your help")) << next.words;
  wait_for("nobody took it after 2 calls");
}

TEST_F(CallForHelp, IsTakenInPagerDuty) {
  doubles::FakePagerDuty pagerduty;
  pagerduty.put_on_call(1, {{"P1", "Lena Park", "lena@corp.example"}});
  setenv("TEST_PAGERDUTY_KEY", "key", 1);  // NOLINT(concurrency-mt-unsafe): no thread reads it
  start_bot(R"([oncall]
kind = "pagerduty"
[oncall.pagerduty]
api_url = ")" +
            pagerduty.url() + R"("
token   = "env:TEST_PAGERDUTY_KEY"
escalation_policy = "PABC123"
service = "PSVC123"
from    = "latchkey@corp.example"
)");
  escalate();
  wait_for("<@U0LENA>");
  wait_for("which calls by its own levels");
  ASSERT_EQ(pagerduty.incidents().size(), 1U);
  kill_bot();
  pagerduty.acknowledge("P1");
  go_on();
  wait_for("<@U0LENA> has it");
  EXPECT_EQ(pagerduty.incidents().size(), 1U);
}

}  // namespace
}  // namespace latchkey::scenarios
