// Everybody who is not allowed gets an answer alone, and nothing leaves.
#include "tests/scenarios/scenario.hpp"

#include <gtest/gtest.h>

namespace latchkey::scenarios {
namespace {

/// An unconfirmed customer, whom everybody here asks about.
std::string unconfirmed_jane(Conversation& chat) {
  auto email = chat.address("jane.doe");
  chat.add_customer(email, {{"confirmed_at", "NULL"}});
  return email;
}

void outside_the_group(Conversation& chat) {
  const auto email = unconfirmed_jane(chat);
  const auto root = chat.diagnose(email, "never confirmed");
  chat.press_alone(chat.team.guest, root, "Resend confirmation", "may resend");
  chat.expect_mails(email, "", 0);
  EXPECT_TRUE(chat.buttons_of(root).has_button("Resend confirmation"));
}

// Nothing about the customer may be said in a channel with another organisation in it.
void shared_channel(Conversation& chat) {
  const auto email = unconfirmed_jane(chat);
  const auto refusal =
      chat.ask_alone(chat.team.dana, chat.team.shared, "/diagnose " + email, "shared");
  EXPECT_FALSE(refusal.says("jane")) << refusal.words;
  for (const auto& message : chat.sandbox.messages(chat.team.dana)) {
    if (message.channel != chat.team.shared || message.only_for_me) continue;
    EXPECT_FALSE(message.says("jane")) << message.words;
  }
}

void channel_without_the_bot(Conversation& chat) {
  const auto email = unconfirmed_jane(chat);
  const auto answer =
      chat.ask_alone(chat.team.dana, chat.team.general, "/diagnose " + email, "never confirmed");
  EXPECT_TRUE(answer.says("/invite @Latchkey")) << answer.words;
}

void guest_in_a_channel_without_the_bot(Conversation& chat) {
  const auto email = unconfirmed_jane(chat);
  const auto refusal =
      chat.ask_alone(chat.team.guest, chat.team.general, "/diagnose " + email, "guest");
  EXPECT_FALSE(refusal.says("never confirmed")) << refusal.words;
}

void no_address(Conversation& chat) {
  const auto answer = chat.ask_alone(chat.team.dana, chat.team.support,
                                     "/diagnose a@b.example c@d.example", "a@b.example");
  EXPECT_TRUE(answer.says("/diagnose")) << answer.words;
}

}  // namespace

std::vector<Scenario> who_may_press() {
  return {{"SomebodyOutsideTheGroupIsToldWhoMay", outside_the_group},
          {"ASharedChannelHearsNothing", shared_channel},
          {"InAChannelWithoutTheBotTheAskerAloneGetsTheAnswer", channel_without_the_bot},
          {"AGuestGetsNoAnswerInAChannelWithoutTheBot", guest_in_a_channel_without_the_bot},
          {"WhatIsNoAddressIsAnsweredWithAnExample", no_address}};
}

}  // namespace latchkey::scenarios
