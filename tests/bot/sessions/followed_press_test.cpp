// From the press of a button to what became of its mail: the thread hears of it once, and who
// pressed is mentioned where the mail did not arrive.
#include "adapters/storage/sqlite_store.hpp"
#include "tests/bot/sessions/chat_world.hpp"
#include "tests/doubles/await.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <memory>

namespace latchkey {
namespace {

using testing::HasSubstr;
using testing::Not;
using Told = MailEventType;

/// The whole conversation in memory: only the chat, the systems and the clock are fakes.
struct FollowedPress : testing::Test, ChatWorld {
  boost::asio::io_context context;
  std::unique_ptr<Store> store = storage::open_memory_store().value();
  std::unique_ptr<Process> process = begin();
  int requests = 0;

  std::unique_ptr<Process> begin() {
    return std::make_unique<Process>(context.get_executor(), *this, platform, forms, *store);
  }
  boost::asio::awaitable<bool> accept_and_finish(chat::Request request) {
    const auto accepted = co_await process->dispatcher.accept(std::move(request));
    co_await process->idle();
    co_return accepted.has_value();
  }
  boost::asio::awaitable<bool> until_idle() {
    co_await process->idle();
    co_return true;
  }
  void handle(chat::Request request) {
    request.dedupe_key = "key" + std::to_string(++requests);
    request.user_team = request.team = "T1";
    request.channel = "CSUPPORT";
    request.received = clock.now();
    ASSERT_TRUE(doubles::await(accept_and_finish(std::move(request)), context));
  }
  void diagnose() {
    chat::Request typed;
    typed.user = "UDANA";
    typed.text = "jane.doe@acme.example";
    handle(typed);
  }
  /// Dana presses; `diagnose` came before.
  void press() {
    chat::Request pressed;
    pressed.kind = chat::Request::Kind::action;
    pressed.user = "UDANA";
    pressed.message = row();
    pressed.thread = platform.posted.at(row()).thread;
    pressed.action = "resend_confirmation";
    pressed.value = button_of(platform.posted.at(row()).message, rendering::k_recheck)->value;
    handle(pressed);
  }
  void diagnose_and_press() {
    diagnose();
    press();
    mail.asked.clear();
    posts_before = platform.order.size();
  }
  void wake() {
    process->watch.wake();
    ASSERT_TRUE(doubles::await(until_idle(), context));
  }
  /// Lets so much time pass, with the alarms going off at its end.
  void pass(std::chrono::seconds time) {
    clock.advance(time);
    wake();
  }
  /// The process is killed, and another one goes on with what it left.
  void restart() {
    process = begin();
    process->recover();
    ASSERT_TRUE(doubles::await(until_idle(), context));
  }
  /// The confirmation leaves now, and this becomes of it at once.
  void log_mail(Told type, std::optional<int> code = {}, std::string detail = "") {
    MailEvent left{.at = clock.now(), .type = Told::accepted};
    left.subject = "Confirmation instructions";
    left.message_id = "m1";
    MailEvent then = left;
    then.at += 1s;
    then.type = type;
    then.code = code;
    then.detail = std::move(detail);
    then.mx_host = "mx1.acme.example";
    mail.answer = MailHistory{.events = {then, left}};
  }
  /// The server that took the mail sends it back now.
  void send_back() {
    MailEvent bounce = mail.answer->events.front();
    bounce.at = clock.now() + 1s;
    bounce.type = Told::failed_permanently;
    bounce.delayed_bounce = true;
    bounce.code = 550;
    bounce.reason = "generic";
    mail.answer->events.insert(mail.answer->events.begin(), bounce);
  }
  [[nodiscard]] std::string words_of_row() const {
    return words_of(platform.posted.at(row()).message);
  }
  /// What was posted since the press.
  [[nodiscard]] std::vector<std::string> told() const {
    std::vector<std::string> words;
    for (auto i = posts_before; i < platform.order.size(); ++i) {
      const auto& post = platform.posted.at(platform.order[i]);
      EXPECT_EQ(post.thread, platform.posted.at(row()).thread);
      words.push_back(words_of(post.message));
    }
    return words;
  }

  std::size_t posts_before = 0;
};

TEST_F(FollowedPress, SaysThatItWatchesTheMailLog) {
  diagnose_and_press();
  EXPECT_THAT(words_of_row(), HasSubstr("watching the mail log"));
  EXPECT_TRUE(mail.asked.empty()) << "nothing can be there yet";
}

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
