// No customer gets more mails than the limits allow: not by a double press, not by two people, not
// through another thread, not after a restart or a kill.
#include "tests/scenarios/conversation.hpp"

#include <gtest/gtest.h>

namespace latchkey::scenarios {
namespace {

struct OneMail : testing::Test {
  Conversation chat;
  OneMail() {
    chat.add_customer("jane.doe@acme.example", {{"confirmed_at", "NULL"}});
    chat.start_bot();
  }
  SeenMessage diagnose() { return chat.diagnose("jane.doe@acme.example", "never confirmed"); }
  /// A root message that is not one of those seen before.
  SeenMessage diagnose_after(const std::string& newest_ts) {
    chat.sandbox.type(k_dana, k_support, "/diagnose jane.doe@acme.example");
    return chat.sandbox.wait_for(k_dana, "another conclusion", [&](const SeenMessage& message) {
      return message.thread.empty() && message.ts > newest_ts &&
             message.words.find("never confirmed") != std::string::npos;
    });
  }
};

TEST_F(OneMail, TwoPeoplePressingAtOnceSendOne) {
  const auto root = diagnose();
  const auto row = chat.buttons_of(root);
  chat.sandbox.press(k_dana, row, "Resend confirmation");
  chat.sandbox.press(k_lena, row, "Resend confirmation");
  chat.reply(root, "✅ <@");
  // One of the two learns that the other was first.
  chat.sandbox.wait_for(k_lena, "who was first, told to either", [&](const SeenMessage&) {
    for (const auto& user : {k_dana, k_lena}) {
      for (const auto& message : chat.sandbox.messages(user)) {
        if (message.only_for_me && message.words.find("before you") != std::string::npos)
          return true;
      }
    }
    return false;
  });
  EXPECT_EQ(chat.mails().size(), 1U);
}

TEST_F(OneMail, AButtonStillWorksAfterAKill) {
  const auto root = diagnose();
  const auto row = chat.buttons_of(root);
  chat.kill_bot();
  chat.start_bot();
  chat.sandbox.press(k_dana, row, "Resend confirmation");
  chat.reply(root, "✅ <@");
  EXPECT_EQ(chat.mails().size(), 1U);
}

// Two mails an hour is the default; the third is not even offered, in whatever thread.
TEST_F(OneMail, TheHourlyLimitHoldsAcrossThreadsAndARestart) {
  std::string newest;
  for (int thread = 0; thread < 2; ++thread) {
    const auto root = diagnose_after(newest);
    newest = root.ts;
    chat.sandbox.press(k_dana, chat.buttons_of(root), "Resend confirmation");
    chat.reply(root, "✅ <@");
  }
  EXPECT_EQ(chat.stop_bot(), 0);
  chat.start_bot();
  const auto root = diagnose_after(newest);
  EXPECT_FALSE(chat.buttons_of(root).has_button("Resend confirmation"));
  EXPECT_EQ(chat.mails().size(), 2U);
}

}  // namespace
}  // namespace latchkey::scenarios
