// The four reasons of the runbook "cannot sign in even after a password reset", each from the typed
// command to the mail that leaves.
#include "tests/scenarios/conversation.hpp"

#include <gtest/gtest.h>

namespace latchkey::scenarios {
namespace {

struct FourReasons : testing::Test {
  Conversation chat;
  FourReasons() { chat.start_bot(); }

  /// Presses the button and waits for the outcome in its place.
  SeenMessage press(const SeenMessage& root, const std::string& label, const std::string& outcome) {
    chat.sandbox.press(k_dana, chat.buttons_of(root), label);
    return chat.reply(root, outcome);
  }
  void expect_one_mail(const std::string& to, const std::string& kind) {
    const auto mails = chat.mails();
    ASSERT_EQ(mails.size(), 1U);
    EXPECT_EQ(mails[0].to, to);
    EXPECT_EQ(mails[0].kind, kind);
  }
};

// 1: the reset was requested on gitlab.com, not on the portal.
TEST_F(FourReasons, TheResetWasRequestedOnTheOtherSite) {
  chat.add_customer("tom@acme.example");
  chat.add_mail("mg.gitlab.com", "tom@acme.example", "Reset password instructions", "-2h");
  const auto root = chat.diagnose("tom@acme.example", "GitLab.com");
  EXPECT_NE(root.words.find("reset"), std::string::npos) << root.words;
  const auto row = press(root, "Send password reset", "✅ <@U0DANA>");
  EXPECT_FALSE(row.has_button("Send password reset")) << row.words;
  expect_one_mail("tom@acme.example", "reset_password_instructions");
}

// 1, the other half: none was requested at all, so one is sent.
TEST_F(FourReasons, NoResetWasRequestedAtAll) {
  chat.add_customer("ann@acme.example");
  const auto root = chat.diagnose("ann@acme.example", "reset");
  press(root, "Send password reset", "✅ <@U0DANA>");
  expect_one_mail("ann@acme.example", "reset_password_instructions");
}

// 2: the account was never confirmed.
TEST_F(FourReasons, TheAccountWasNeverConfirmed) {
  chat.add_customer("jane.doe@acme.example",
                    {{"confirmed_at", "NULL"}, {"current_sign_in_at", "NULL"}});
  const auto root = chat.diagnose("jane.doe@acme.example", "never confirmed");
  const auto row = press(root, "Resend confirmation", "✅ <@U0DANA>");
  EXPECT_FALSE(row.has_button("Resend confirmation")) << row.words;
  expect_one_mail("jane.doe@acme.example", "confirmation_instructions");
}

// 3: the customer writes with a dot and signed up with an underscore.
TEST_F(FourReasons, TheAccountIsUnderAnotherAddress) {
  chat.add_customer("jane_doe@acme.example");
  const auto root = chat.diagnose("jane.doe@acme.example", "jane_doe@acme.example");
  const auto row = chat.buttons_of(root);
  EXPECT_FALSE(row.has_button("Resend confirmation")) << row.words;
  EXPECT_FALSE(row.has_button("Send password reset")) << row.words;
  EXPECT_TRUE(chat.mails().empty());
}

// 4: a changed address waits for its confirmation; the mail goes to the new one.
TEST_F(FourReasons, AChangedAddressWaitsForItsConfirmation) {
  chat.add_customer("sam.old@acme.example", {{"unconfirmed_email", "sam.new@acme.example"},
                                             {"confirmation_token", "made-for-this-test"}});
  const auto root = chat.diagnose("sam.new@acme.example", "confirm");
  press(root, "Resend confirmation", "✅ <@U0DANA>");
  expect_one_mail("sam.new@acme.example", "confirmation_instructions");
}

TEST_F(FourReasons, AskedByAMentionTheAnswerStaysInTheThread) {
  chat.add_customer("jane.doe@acme.example", {{"confirmed_at", "NULL"}});
  chat.sandbox.type(k_dana, k_support, "@Latchkey diagnose jane.doe@acme.example");
  const auto question = chat.sandbox.wait_for_words(k_dana, "diagnose ");
  const auto answer = chat.reply(question, "never confirmed");
  EXPECT_TRUE(chat.buttons_of(question).has_button("Resend confirmation")) << answer.words;
}

}  // namespace
}  // namespace latchkey::scenarios
