// A portal without passwords: no reset is spoken of but one that was asked for elsewhere, and what
// is mailed is a sign-in link.
#include "tests/scenarios/mail_events.hpp"
#include "tests/scenarios/stage.hpp"
#include "tests/scenarios/terminal.hpp"

#include <gtest/gtest.h>

namespace latchkey::scenarios {
namespace {

struct OneTimeLink : testing::Test {
  Stage stage{"customer_accounts", false};
  Conversation& chat = stage.chat;
};

TEST_F(OneTimeLink, IsMailedWhereTheResetWasAskedForOnTheOtherSite) {
  const auto tomas = chat.address("tomas");
  chat.add_customer(tomas);
  chat.add_mail(k_gitlab_domain, tomas, k_reset_subject, delivered("-1h"));
  const auto answer = diagnose_in_terminal(stage.config(), tomas);
  EXPECT_EQ(answer.cause(), "reset_requested_elsewhere") << answer.summary();
  EXPECT_TRUE(answer.offers("send_sign_in_link"));
  EXPECT_FALSE(answer.offers("send_password_reset"));

  stage.start_bot();
  const auto root = chat.diagnose(tomas, answer.summary());
  chat.press(root, "Send sign-in link", "✅ <@" + chat.team.dana + ">");
  chat.expect_mails(tomas, "sign_in_link", 1);
}

TEST_F(OneTimeLink, LeavesNobodyWaitingForAResetThatCannotBe) {
  const auto priya = chat.address("priya");
  chat.add_customer(priya);
  const auto answer = diagnose_in_terminal(stage.config(), priya);
  EXPECT_EQ(answer.cause(), "nothing_found") << answer.summary();
  EXPECT_FALSE(answer.offers("send_password_reset"));
}

// An old reset mail of a portal that had passwords once.
TEST_F(OneTimeLink, SpeaksOfNoExpiredResetLink) {
  const auto hana = chat.address("hana");
  chat.add_customer(hana);
  chat.add_mail(k_portal_domain, hana, k_reset_subject, delivered("-9h"));
  const auto answer = diagnose_in_terminal(stage.config(), hana);
  EXPECT_NE(answer.cause(), "reset_link_expired") << answer.summary();
  EXPECT_FALSE(answer.offers("send_password_reset"));
}

}  // namespace
}  // namespace latchkey::scenarios
