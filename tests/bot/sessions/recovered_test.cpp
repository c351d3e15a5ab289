// What was acknowledged or begun by a process that was killed.
#include "tests/bot/sessions/dispatched.hpp"

#include <gtest/gtest.h>

namespace latchkey {
namespace {

TEST_F(Dispatched, WhatWasAcknowledgedBeforeACrashIsAnsweredAfterIt) {
  take_only(command("jane.doe@acme.example"));
  restart();
  ASSERT_GE(platform.order.size(), 2U);
  EXPECT_NE(button_of(platform.posted.at(row()).message, "resend_confirmation"), nullptr);
}

// The chat may not be reached yet when a process starts, and what the one before it has posted must
// not stay half said.
TEST_F(Dispatched, WhatWasAcknowledgedBeforeACrashIsAnsweredThoughAtFirstNobodySaysWhoMay) {
  const Error away{ErrorKind::unreachable, "the chat is away"};
  take_only(command("jane.doe@acme.example"));
  platform.next_channel_failures = {away, away, away};
  restart();
  ASSERT_GE(platform.order.size(), 2U);
  EXPECT_NE(button_of(platform.posted.at(row()).message, "resend_confirmation"), nullptr);
  EXPECT_TRUE(platform.told_privately.empty());

  take_only(command("omar@acme.example"));
  platform.next_channel_failures = {away, away, away, away};
  restart();
  ASSERT_EQ(platform.told_privately.size(), 1U) << "it ends all the same";
  EXPECT_NE(words_of(platform.told_privately[0].second).find("could not find out"),
            std::string::npos);
}

TEST_F(Dispatched, ARedeliveryAfterACrashIsNoSecondQuestion) {
  const auto typed = command("jane.doe@acme.example");
  handle(typed);
  const auto posts = platform.order.size();
  restart();
  handle(typed);
  EXPECT_EQ(platform.order.size(), posts);
}

TEST_F(Dispatched, AnOldQuestionIsAnsweredWithCheckAgainOnly) {
  take_only(command("jane.doe@acme.example"));
  clock.advance(15min + 1s);
  restart();
  ASSERT_EQ(platform.order.size(), 2U);
  EXPECT_TRUE(directory.asked.empty()) << "nothing is looked up for it";
  const auto& buttons = platform.posted.at(row()).message;
  EXPECT_EQ(button_of(buttons, "resend_confirmation"), nullptr);
  handle(press(row(), rendering::k_recheck));
  EXPECT_NE(button_of(platform.posted.at(row()).message, "resend_confirmation"), nullptr);
}

TEST_F(Dispatched, APressBeforeACrashIsBegunAfterItWhileItCounts) {
  handle(command("jane.doe@acme.example"));
  take_only(press(row(), "resend_confirmation"));
  restart();
  EXPECT_EQ(forms.submitted.size(), 1U);
}

TEST_F(Dispatched, APressBeforeACrashIsNeverBegunWhenItIsTooOld) {
  handle(command("jane.doe@acme.example"));
  take_only(press(row(), "resend_confirmation"));
  clock.advance(5min + 1s);
  restart();
  EXPECT_TRUE(forms.submitted.empty());
  EXPECT_EQ(platform.told_privately.size(), 1U);
}

/// A press that was begun, and whose process was killed before it knew what came of it.
struct InterruptedPress : Dispatched {
  InterruptedPress() {
    handle(command("jane.doe@acme.example"));
    const auto pressed = press(row(), "resend_confirmation");
    auto kept = chat::to_text(pressed);
    const auto job =
        *doubles::await(store->take(pressed.dedupe_key, std::move(kept), clock.now()), context);
    RemedyAttempt attempt{.diagnosis_id = pressed.value,
                          .remedy = RemedyId::resend_confirmation,
                          .customer = *EmailAddress::parse("jane.doe@acme.example"),
                          .by = "UDANA",
                          .at = clock.now(),
                          .press = job->id};
    EXPECT_TRUE(doubles::await(store->begin_remedy(attempt, {}), context));
    clock.advance(10min);
  }
};

TEST_F(InterruptedPress, IsReportedAsDoneWhereItsMailIsInTheLog) {
  mail.answer = MailHistory{.events = {{.at = clock.now() - 9min,
                                        .type = MailEventType::delivered,
                                        .subject = "Confirmation instructions"}}};
  restart();
  EXPECT_TRUE(forms.submitted.empty()) << "it must never be repeated";
  const auto words = words_of(platform.posted.at(row()).message);
  EXPECT_NE(words.find("✅"), std::string::npos) << words;
}

TEST_F(InterruptedPress, IsLookedForWhereAChangedAddressGetsItsMail) {
  auto& account = directory.answer->rows.front();
  account.confirmed_at = k_noon - 40h;
  account.unconfirmed_email = std::string{"jane@new.example"};
  mail.asked.clear();
  restart();
  ASSERT_FALSE(mail.asked.empty());
  EXPECT_EQ(mail.asked.front().recipient.full(), "jane@new.example");
}

TEST_F(InterruptedPress, IsReportedAsUncertainWhereNoMailIsInTheLog) {
  mail.answer = MailHistory{.events = {{.at = clock.now() - 11min,
                                        .type = MailEventType::delivered,
                                        .subject = "Confirmation instructions"}}};
  restart();
  EXPECT_TRUE(forms.submitted.empty());
  const auto words = words_of(platform.posted.at(row()).message);
  EXPECT_NE(words.find("⚠️"), std::string::npos) << words;
}

TEST_F(InterruptedPress, IsReportedAsUncertainWhereTheLogDoesNotAnswer) {
  mail.answer = Error{ErrorKind::timed_out, "Mailgun did not answer"};
  restart();
  EXPECT_TRUE(forms.submitted.empty());
  const auto words = words_of(platform.posted.at(row()).message);
  EXPECT_NE(words.find("⚠️"), std::string::npos) << words;
}

}  // namespace
}  // namespace latchkey
