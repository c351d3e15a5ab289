// Somebody calls for help, and it is taken: the real program, which is killed meanwhile, with the
// demo's own configuration and PagerDuty beside it.
#include "tests/doubles/fake_pagerduty.hpp"
#include "tests/scenarios/demo.hpp"

#include <gtest/gtest.h>

#include <cstdlib>

namespace latchkey::scenarios {
namespace {

struct CallForHelp : Demo {
  void escalate() { diagnose_and_press("jane.doe@acme.example", "Escalate"); }
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
