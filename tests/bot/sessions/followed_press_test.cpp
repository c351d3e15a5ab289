// The thread hears once of what became of a mail that a button sent, and who pressed is mentioned
// where it did not arrive.
#include "tests/bot/sessions/followed_press.hpp"

#include <gmock/gmock.h>

namespace latchkey {
namespace {

using testing::HasSubstr;
using testing::Not;
using Told = MailEventType;

TEST_F(FollowedPress, IsShownAsDeliveredWhereTheButtonsStand) {
  diagnose_and_press();
  log_mail(Told::delivered, 250);
  pass(10s);
  EXPECT_THAT(words_of_row(), HasSubstr("✅ … was delivered to mx1.acme.example"));
  EXPECT_THAT(words_of_row(), Not(HasSubstr("watching")));
  EXPECT_TRUE(told().empty()) << "good news pings nobody";
}

// A server that took the mail may send it back, some minutes later as a rule.
TEST_F(FollowedPress, MentionsWhoPressedWhereADeliveredMailCameBack) {
  diagnose_and_press();
  log_mail(Told::delivered, 250);
  pass(10s);
  send_back();
  pass(10min);
  EXPECT_THAT(words_of_row(), HasSubstr("❌ … bounced"));
  EXPECT_THAT(words_of_row(), Not(HasSubstr("was delivered")));
  ASSERT_EQ(told().size(), 1U);
  EXPECT_THAT(told()[0], HasSubstr("UDANA: the confirmation mail for jane.doe@acme.example"));
  for (int look = 0; look < 6; ++look) pass(10min);
  EXPECT_EQ(told().size(), 1U);
}

TEST_F(FollowedPress, NoticesAfterARestartThatADeliveredMailCameBack) {
  diagnose_and_press();
  log_mail(Told::delivered, 250);
  pass(10s);
  send_back();
  clock.advance(5h);
  restart();
  EXPECT_EQ(told().size(), 1U);
  restart();
  EXPECT_EQ(told().size(), 1U);
}

TEST_F(FollowedPress, IsLookedForThreeTimesMoreOnceItWasDelivered) {
  diagnose_and_press();
  log_mail(Told::delivered, 250);
  pass(10s);
  mail.asked.clear();
  for (int look = 0; look < 90; ++look) pass(1min);
  EXPECT_EQ(mail.asked.size(), 3U);
  EXPECT_TRUE(told().empty());
  EXPECT_THAT(words_of_row(), HasSubstr("✅ … was delivered to mx1.acme.example"));
}

// What was seen stays true, though nobody can look again.
TEST_F(FollowedPress, StaysDeliveredThoughTheLogIsSilentLaterOn) {
  diagnose_and_press();
  log_mail(Told::delivered, 250);
  pass(10s);
  mail.answer = Error{ErrorKind::refused, "Mailgun: 401 unauthorized"};
  for (int look = 0; look < 9; ++look) pass(10min);
  EXPECT_THAT(words_of_row(), HasSubstr("✅ … was delivered"));
  EXPECT_TRUE(told().empty());
}

TEST_F(FollowedPress, MentionsWhoPressedWhereTheMailBounced) {
  diagnose_and_press();
  log_mail(Told::failed_permanently, 550, "5.1.1 user unknown");
  pass(10s);
  EXPECT_THAT(words_of_row(), HasSubstr("❌ … bounced"));
  ASSERT_EQ(told().size(), 1U);
  EXPECT_THAT(told()[0], HasSubstr("UDANA: the confirmation mail for jane.doe@acme.example"));
  EXPECT_THAT(told()[0], HasSubstr("550 5.1.1 user unknown. Ask the customer for another address"));
}

TEST_F(FollowedPress, IsToldOnceHoweverLongOneLooksAfterwards) {
  diagnose_and_press();
  log_mail(Told::failed_permanently, 550, "5.1.1 user unknown");
  for (int look = 0; look < 5; ++look) pass(10min);
  EXPECT_EQ(told().size(), 1U);
  EXPECT_EQ(mail.asked.size(), 1U);
}

TEST_F(FollowedPress, LooksAgainUntilTheHourIsOver) {
  diagnose_and_press();
  log_mail(Told::failed_temporarily, 450, "4.7.1 greylisted");
  for (const auto until : {10s, 30s, 60s, 120s, 300s, 600s, 1200s, 1800s, 2700s}) {
    pass(std::chrono::ceil<std::chrono::seconds>(k_noon + until - clock.now()));
  }
  EXPECT_EQ(mail.asked.size(), 9U);
  EXPECT_TRUE(told().empty());
  EXPECT_THAT(words_of_row(), HasSubstr("watching the mail log"));
  pass(15min);
  ASSERT_EQ(told().size(), 1U);
  EXPECT_THAT(told()[0], HasSubstr("still on its way after an hour"));
  EXPECT_THAT(words_of_row(), Not(HasSubstr("watching")));
}

TEST_F(FollowedPress, SaysAfterAnHourThatNoMailWasSeen) {
  diagnose_and_press();
  pass(1h);
  ASSERT_EQ(told().size(), 1U);
  EXPECT_THAT(told()[0], HasSubstr("did not show in the mail log within an hour"));
}

// "Could not ask" is never taken for "nothing there".
TEST_F(FollowedPress, SaysAfterAnHourThatTheLogCouldNotBeAsked) {
  diagnose_and_press();
  mail.answer = Error{ErrorKind::refused, "Mailgun: 401 unauthorized"};
  pass(10s);
  EXPECT_TRUE(told().empty());
  pass(1h);
  ASSERT_EQ(told().size(), 1U);
  EXPECT_THAT(told()[0], HasSubstr("could not be followed"));
  EXPECT_THAT(told()[0], HasSubstr("401 unauthorized"));
}

TEST_F(FollowedPress, FindsTheMailWhenTheLogIsBack) {
  diagnose_and_press();
  mail.answer = Error{ErrorKind::timed_out, "Mailgun did not answer"};
  pass(10s);
  log_mail(Told::delivered, 250);
  pass(20s);
  EXPECT_THAT(words_of_row(), HasSubstr("was delivered"));
}

TEST_F(FollowedPress, GoesOnAfterARestart) {
  diagnose_and_press();
  pass(10s);
  log_mail(Told::failed_permanently, 550, "5.1.1 user unknown");
  clock.advance(5h);
  restart();
  EXPECT_EQ(told().size(), 1U);
  EXPECT_THAT(words_of_row(), HasSubstr("❌ … bounced"));
  restart();
  EXPECT_EQ(told().size(), 1U);
}

// The form was sent and no answer came: only the log knows, and the button stays away.
TEST_F(FollowedPress, TellsWhatBecameOfAPressWithoutAnAnswer) {
  forms.reply = Error{ErrorKind::uncertain, "CustomersDot did not answer"};
  diagnose_and_press();
  EXPECT_THAT(words_of_row(), HasSubstr("watching the mail log"));
  log_mail(Told::delivered, 250);
  pass(10s);
  EXPECT_THAT(words_of_row(), HasSubstr("⚠️"));
  EXPECT_THAT(words_of_row(), HasSubstr("✅ … was delivered"));
}

// The chat has been told to take what the row says; the thread may be gone by then.
TEST_F(FollowedPress, IsOverThoughTheChatDoesNotTakeIt) {
  diagnose_and_press();
  log_mail(Told::failed_permanently, 550, "5.1.1 user unknown");
  platform.next_failures = {{ErrorKind::not_found, "message_not_found"}};
  platform.refuses_posts = Error{ErrorKind::not_found, "channel_not_found"};
  pass(10s);
  platform.refuses_posts.reset();
  pass(10min);
  EXPECT_TRUE(told().empty());
  EXPECT_EQ(mail.asked.size(), 1U);
}

}  // namespace
}  // namespace latchkey
