// No customer gets more mails than the limits allow: not by a double press, not by two people, not
// through another thread, not after a restart or a kill.
#include "tests/scenarios/scenario.hpp"

#include <gtest/gtest.h>

#include <csignal>

namespace latchkey::scenarios {
namespace {

const std::string k_button = "Resend confirmation";
const std::string k_mail = "confirmation_instructions";
const std::string k_done = "✅ <@";

std::string jane(Conversation& chat) {
  auto email = chat.address("jane.doe");
  chat.add_customer(email, {{"confirmed_at", "NULL"}});
  return email;
}

void two_people_at_once(Conversation& chat) {
  const auto email = jane(chat);
  chat.press_together(chat.diagnose(email, "never confirmed"), k_button);
  chat.expect_mails(email, k_mail, 1);
}

void button_after_a_kill(Conversation& chat) {
  const auto email = jane(chat);
  const auto root = chat.diagnose(email, "never confirmed");
  chat.buttons_of(root);
  chat.restart_bot(SIGKILL);
  chat.press(root, k_button, k_done);
  chat.expect_mails(email, k_mail, 1);
}

// Two mails an hour is the default; the third is not even offered, in whatever thread.
void hourly_limit(Conversation& chat) {
  const auto email = jane(chat);
  for (const std::string window : {"since:14d", "since:13d"}) {
    chat.press(chat.diagnose(email, "never confirmed", window), k_button, k_done);
  }
  EXPECT_EQ(chat.restart_bot(SIGTERM), 0);
  const auto third = chat.buttons_of(chat.diagnose(email, "never confirmed", "since:12d"));
  EXPECT_FALSE(third.has_button(k_button)) << third.words;
  chat.expect_mails(email, k_mail, 2);
}

}  // namespace

std::vector<Scenario> one_mail() {
  return {{"TwoPeoplePressingAtOnceSendOne", two_people_at_once},
          {"AButtonStillWorksAfterAKill", button_after_a_kill},
          {"TheHourlyLimitHoldsAcrossThreadsAndARestart", hourly_limit}};
}

}  // namespace latchkey::scenarios
