// What a press of a button under an answer does, and where it does nothing.
#include "tests/bot/sessions/dispatched.hpp"

#include <gtest/gtest.h>

#include <string>

namespace latchkey {
namespace {

TEST_F(Dispatched, APressSubmitsTheFormOnceAndSaysWhoDidIt) {
  handle(command("jane.doe@acme.example"));
  handle(press(row(), "resend_confirmation"));
  ASSERT_EQ(forms.submitted.size(), 1U);
  EXPECT_EQ(forms.submitted[0].address.full(), "jane.doe@acme.example");
  const auto& after = platform.posted.at(row()).message;
  EXPECT_EQ(button_of(after, "resend_confirmation"), nullptr);
  EXPECT_NE(words_of(after).find("UDANA"), std::string::npos) << words_of(after);
}

TEST_F(Dispatched, ASecondPersonsPressLearnsWhoWasFirst) {
  handle(command("jane.doe@acme.example"));
  const auto late = press(row(), "resend_confirmation", "ULENA");
  handle(press(row(), "resend_confirmation"));
  handle(late);
  EXPECT_EQ(forms.submitted.size(), 1U);
  ASSERT_EQ(platform.told_privately.size(), 1U);
  EXPECT_EQ(platform.told_privately[0].first, "ULENA");
}

TEST_F(Dispatched, APressWithoutPermissionLeavesTheButton) {
  handle(command("jane.doe@acme.example"));
  handle(press(row(), "resend_confirmation", "UEVE"));
  EXPECT_TRUE(forms.submitted.empty());
  EXPECT_NE(button_of(platform.posted.at(row()).message, "resend_confirmation"), nullptr);
  EXPECT_EQ(platform.told_privately.size(), 1U);
}

// A form that failed before it was sent may be tried again; one whose fate is unknown may not.
TEST_F(Dispatched, TheButtonComesBackOnlyWhereNoMailCanHaveLeft) {
  handle(command("jane.doe@acme.example"));
  forms.reply = Error{ErrorKind::unreachable, "CustomersDot could not be reached"};
  handle(press(row(), "resend_confirmation"));
  EXPECT_NE(button_of(platform.posted.at(row()).message, "resend_confirmation"), nullptr);
  forms.reply = Error{ErrorKind::uncertain, "CustomersDot did not answer after the form was sent"};
  handle(press(row(), "resend_confirmation"));
  EXPECT_EQ(button_of(platform.posted.at(row()).message, "resend_confirmation"), nullptr);
  EXPECT_EQ(forms.submitted.size(), 2U);
}

TEST_F(Dispatched, APressThatWaitedOverFiveMinutesIsNotBegun) {
  handle(command("jane.doe@acme.example"));
  const auto old = press(row(), "resend_confirmation");
  clock.advance(5min + 1s);
  handle(old);
  EXPECT_TRUE(forms.submitted.empty());
  EXPECT_EQ(platform.told_privately.size(), 1U);
}

TEST_F(Dispatched, ARowOfButtonsCountsForADay) {
  handle(command("jane.doe@acme.example"));
  clock.advance(24h + 1s);
  handle(press(row(), "resend_confirmation"));
  EXPECT_TRUE(forms.submitted.empty());
  EXPECT_EQ(platform.told_privately.size(), 1U);
}

TEST_F(Dispatched, CheckAgainAnswersInTheSameThread) {
  handle(command("jane.doe@acme.example"));
  const auto root = platform.order[0];
  const auto posts = platform.order.size();
  handle(press(row(), rendering::k_recheck));
  ASSERT_GT(platform.order.size(), posts);
  EXPECT_EQ(platform.posted.at(platform.order[posts]).thread, root);
}

// An answer may be read where it was asked for; that somebody may press elsewhere is no reason to
// act there. Nor to offer a button there that would only say the same again.
TEST_F(Dispatched, AButtonThatWasCopiedToAnotherChannelSaysWhereToAsk) {
  rules.channels.emplace_back("COTHER");
  platform.channels["COTHER"] = {.member = true};
  process = begin();
  handle(command("jane.doe@acme.example"));
  const auto asked = directory.asked.size();
  const auto posts = platform.order.size();
  for (const std::string& action :
       {std::string{"resend_confirmation"}, std::string{rendering::k_draft_reply},
        std::string{rendering::k_recheck}}) {
    auto elsewhere = press(row(), action);
    elsewhere.channel = "COTHER";
    handle(elsewhere);
    const auto& [to, told] = platform.told_privately.back();
    EXPECT_EQ(to, "UDANA");
    EXPECT_NE(words_of(told).find("given in another channel"), std::string::npos)
        << action << ": " << words_of(told);
    EXPECT_EQ(words_of(told).find("jane.doe"), std::string::npos) << "it was asked elsewhere";
    EXPECT_EQ(button_of(told, rendering::k_recheck), nullptr) << action;
  }
  EXPECT_EQ(platform.told_privately.size(), 3U);
  EXPECT_TRUE(forms.submitted.empty());
  EXPECT_EQ(directory.asked.size(), asked);
  EXPECT_EQ(platform.order.size(), posts);
}

// Its diagnosis is forgotten after [store] retention; the message with its buttons stays.
TEST_F(Dispatched, AButtonOfNoDiagnosisIsADeadEnd) {
  handle(command("jane.doe@acme.example"));
  for (const std::string& action :
       {std::string{"resend_confirmation"}, std::string{rendering::k_recheck}}) {
    auto made_up = press(row(), action);
    made_up.value = "made up";
    handle(made_up);
    const auto& told = platform.told_privately.back().second;
    EXPECT_NE(words_of(told).find("no longer kept"), std::string::npos) << words_of(told);
    EXPECT_EQ(button_of(told, rendering::k_recheck), nullptr) << action;
  }
  EXPECT_TRUE(forms.submitted.empty());
  EXPECT_EQ(platform.told_privately.size(), 2U);
}

}  // namespace
}  // namespace latchkey
