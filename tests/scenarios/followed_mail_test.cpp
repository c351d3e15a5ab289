// A resent confirmation is followed in the mail log until the thread knows what became of it: the
// demo's own configuration, with every system played by the sandbox.
#include "tests/scenarios/demo.hpp"

#include <gtest/gtest.h>

#include <string>

namespace latchkey::scenarios {
namespace {

/// Never confirmed.
const std::string k_jane = "jane.doe@acme.example";

struct FollowedMail : Demo {
  /// Asks about Jane, and presses the button. Gives the row of buttons while her mail is followed.
  SeenMessage resend_confirmation() {
    diagnose_and_press(k_jane, "Resend confirmation");
    return wait_for("watching the mail log");
  }
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
  go_on();
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
