// Everybody who is not allowed gets an answer alone, and nothing leaves.
#include "tests/scenarios/conversation.hpp"

#include <gtest/gtest.h>

namespace latchkey::scenarios {
namespace {

struct WhoMayPress : testing::Test {
  Conversation chat;
  WhoMayPress() {
    chat.add_customer("jane.doe@acme.example", {{"confirmed_at", "NULL"}});
    chat.start_bot();
  }
  SeenMessage wait_for_private_words(const std::string& user, const std::string& words) {
    return chat.sandbox.wait_for(
        user, "a private \"" + words + "\"", [&](const SeenMessage& message) {
          return message.only_for_me && message.words.find(words) != std::string::npos;
        });
  }
};

TEST_F(WhoMayPress, SomebodyOutsideTheGroupIsToldWhoMay) {
  const auto root = chat.diagnose("jane.doe@acme.example", "never confirmed");
  chat.sandbox.press(k_guest, chat.buttons_of(root), "Resend confirmation");
  wait_for_private_words(k_guest, "may resend");
  EXPECT_TRUE(chat.mails().empty());
  EXPECT_TRUE(chat.buttons_of(root).has_button("Resend confirmation"));
}

// Nothing about the customer may be said in a channel with another organisation in it.
TEST_F(WhoMayPress, ASharedChannelHearsNothing) {
  chat.sandbox.type(k_dana, k_shared, "/diagnose jane.doe@acme.example");
  const auto refusal = wait_for_private_words(k_dana, "shared");
  EXPECT_EQ(refusal.words.find("jane"), std::string::npos) << refusal.words;
  for (const auto& message : chat.sandbox.messages(k_dana)) {
    EXPECT_TRUE(message.channel != k_shared || message.only_for_me ||
                message.words.find("jane") == std::string::npos)
        << message.words;
  }
}

TEST_F(WhoMayPress, InAChannelWithoutTheBotTheAskerAloneGetsTheAnswer) {
  chat.sandbox.type(k_dana, k_general, "/diagnose jane.doe@acme.example");
  const auto answer = wait_for_private_words(k_dana, "/invite @Latchkey");
  EXPECT_NE(answer.words.find("never confirmed"), std::string::npos) << answer.words;
}

TEST_F(WhoMayPress, AGuestGetsNoAnswerInAChannelWithoutTheBot) {
  chat.sandbox.type(k_guest, k_general, "/diagnose jane.doe@acme.example");
  const auto refusal = wait_for_private_words(k_guest, "guest");
  EXPECT_EQ(refusal.words.find("never confirmed"), std::string::npos) << refusal.words;
}

TEST_F(WhoMayPress, WhatIsNoAddressIsAnsweredWithAnExample) {
  chat.sandbox.type(k_dana, k_support, "/diagnose a@b.example c@d.example");
  const auto answer = wait_for_private_words(k_dana, "a@b.example");
  EXPECT_NE(answer.words.find("/diagnose"), std::string::npos) << answer.words;
}

}  // namespace
}  // namespace latchkey::scenarios
