// Which presses leave a mail that is followed, and where it is looked for.
#include "tests/bot/sessions/followed_press.hpp"

#include <gmock/gmock.h>

namespace latchkey {
namespace {

using testing::HasSubstr;
using testing::Not;
using Told = MailEventType;

TEST_F(FollowedPress, SaysThatItWatchesTheMailLog) {
  diagnose_and_press();
  EXPECT_THAT(words_of_row(), HasSubstr("watching the mail log"));
  EXPECT_TRUE(mail.asked.empty()) << "nothing can be there yet";
}

// An answer that somebody else got seconds ago does not know of the mail.
TEST_F(FollowedPress, AsksTheLogItselfAndNotWhatWasAnsweredSecondsAgo) {
  diagnose_and_press();
  pass(8s);
  diagnose();
  mail.asked.clear();
  log_mail(Told::delivered, 250);
  pass(2s);
  EXPECT_EQ(mail.asked.size(), 1U);
  const auto first_row = platform.posted.at(platform.order[posts_before - 1]).message;
  EXPECT_THAT(words_of(first_row), HasSubstr("was delivered"));
}

TEST_F(FollowedPress, IsNotFollowedWhereNoMailLeft) {
  for (const auto answer : {FormAnswer::already_confirmed, FormAnswer::unknown_address}) {
    forms.reply = FormReply{answer, ""};
    diagnose_and_press();
    EXPECT_THAT(words_of_row(), Not(HasSubstr("watching")));
    pass(1h);
    EXPECT_TRUE(mail.asked.empty());
    EXPECT_TRUE(told().empty());
  }
}

// A subject that nobody configured: no mail could be told from any other, so nothing is promised.
TEST_F(FollowedPress, IsNotFollowedWhereItsMailCouldNotBeKnown) {
  service.confirmation_subjects.clear();
  process = begin();
  diagnose_and_press();
  EXPECT_THAT(words_of_row(), HasSubstr("In a few minutes “Check again”"));
  pass(1h);
  EXPECT_TRUE(mail.asked.empty());
}

TEST_F(FollowedPress, LooksForTheMailWhereAChangedAddressGetsIt) {
  auto account = never_confirmed("jane.doe@acme.example");
  account.confirmed_at = k_noon - 40h;
  account.unconfirmed_email = std::string{"jane@new.example"};
  directory.answer->rows = {account};
  directory.answer->shape.unconfirmed_email = Field<std::string>::empty();
  diagnose_and_press();
  pass(10s);
  ASSERT_EQ(mail.asked.size(), 1U);
  EXPECT_EQ(mail.asked[0].recipient.full(), "jane@new.example");
}

// Whom it goes to is asked of the accounts; where they are away it is looked for all the same.
TEST_F(FollowedPress, IsLookedForThoughTheAccountsDoNotAnswer) {
  diagnose();
  directory.answer = Error{ErrorKind::timed_out, "CustomersDot did not answer"};
  press();
  mail.asked.clear();
  pass(10s);
  ASSERT_EQ(mail.asked.size(), 1U);
  EXPECT_EQ(mail.asked[0].recipient.full(), "jane.doe@acme.example");
}

TEST_F(FollowedPress, IsFollowedOnceForTwoPresses) {
  diagnose();
  chat::Request second;
  second.kind = chat::Request::Kind::action;
  second.user = "ULENA";
  second.message = row();
  second.thread = platform.posted.at(row()).thread;
  second.action = "resend_confirmation";
  second.value = button_of(platform.posted.at(row()).message, rendering::k_recheck)->value;
  press();
  handle(second);
  posts_before = platform.order.size();
  mail.asked.clear();
  log_mail(Told::failed_permanently, 550, "5.1.1 user unknown");
  pass(10s);
  EXPECT_EQ(mail.asked.size(), 1U);
  ASSERT_EQ(told().size(), 1U);
  EXPECT_THAT(told()[0], HasSubstr("UDANA"));
}

struct DryFollowedPress : FollowedPress {
  DryFollowedPress() {
    dry_run = true;
    process = begin();
  }
};

TEST_F(DryFollowedPress, IsNotFollowedSinceNothingWasSent) {
  diagnose_and_press();
  EXPECT_THAT(words_of_row(), HasSubstr("would resend"));
  EXPECT_THAT(words_of_row(), Not(HasSubstr("watching")));
  pass(1h);
  EXPECT_TRUE(mail.asked.empty());
  EXPECT_TRUE(told().empty());
}

}  // namespace
}  // namespace latchkey
