// The same question within the hour: one answer is enough, unless it would be another one.
#include "tests/bot/sessions/dispatched.hpp"

namespace latchkey {
namespace {

struct AskedAgain : Dispatched {
  AskedAgain() { handle(command("jane.doe@acme.example")); }

  [[nodiscard]] std::size_t roots() const {
    std::size_t count = 0;
    for (const auto& [id, posted] : platform.posted) count += posted.thread.empty() ? 1 : 0;
    return count;
  }
  [[nodiscard]] const chat::Message& whispered() const {
    return platform.told_privately.back().second;
  }
};

TEST_F(AskedAgain, ASecondPersonIsPointedToTheFirstThread) {
  clock.advance(59min);
  handle(command("jane.doe@acme.example", "ULENA"));
  EXPECT_EQ(roots(), 1U);
  ASSERT_EQ(platform.told_privately.size(), 1U);
  EXPECT_EQ(platform.told_privately.back().first, "ULENA");
  EXPECT_NE(words_of(whispered()).find("UDANA"), std::string::npos) << words_of(whispered());
  EXPECT_NE(button_of(whispered(), rendering::k_recheck), nullptr);
}

TEST_F(AskedAgain, ThePointerOutlivesARestart) {
  restart();
  handle(command("jane.doe@acme.example"));
  EXPECT_EQ(roots(), 1U);
}

// A line for one person alone lies outside the thread that it points to.
TEST_F(AskedAgain, CheckAgainUnderThePointerAnswersInTheFirstThread) {
  const auto root = platform.order[0];
  handle(command("jane.doe@acme.example"));
  auto pressed = request(chat::Request::Kind::action, "UDANA");
  pressed.action = rendering::k_recheck;
  pressed.value = button_of(whispered(), rendering::k_recheck)->value;
  const auto posts = platform.order.size();
  handle(pressed);
  ASSERT_GT(platform.order.size(), posts);
  for (auto i = posts; i < platform.order.size(); ++i) {
    EXPECT_EQ(platform.posted.at(platform.order[i]).thread, root);
  }
}

TEST_F(AskedAgain, AnHourLaterItIsAskedAnew) {
  clock.advance(1h + 1s);
  handle(command("jane.doe@acme.example"));
  EXPECT_EQ(roots(), 2U);
}

TEST_F(AskedAgain, AnotherWindowOrAnotherChannelIsAnotherQuestion) {
  handle(command("jane.doe@acme.example since:20d"));
  EXPECT_EQ(roots(), 2U);
  platform.channels["COTHER"] = {.member = true};
  rules.channels.clear();
  process = begin();
  auto elsewhere = command("jane.doe@acme.example");
  elsewhere.channel = "COTHER";
  handle(elsewhere);
  EXPECT_EQ(roots(), 3U);
}

// "Check again" repeats the question as it was asked.
TEST_F(AskedAgain, CheckAgainLooksAsFarBackAsTheFirstTime) {
  handle(command("jane.doe@acme.example since:20d"));
  handle(press(row(), rendering::k_recheck));
  EXPECT_NE(words_of(platform.posted.at(platform.order[4]).message).find("20 days of mail"),
            std::string::npos)
      << words_of(platform.posted.at(platform.order[4]).message);
}

// The plan was changed in between, or is configured only now.
TEST_F(AskedAgain, CheckAgainLooksNoFurtherBackThanTheMailLogsGo) {
  mail_log_retention = std::chrono::days{5};
  process = begin();
  handle(press(row(), rendering::k_recheck));
  const auto words = words_of(platform.posted.at(platform.order[2]).message);
  EXPECT_NE(words.find("5 days of mail"), std::string::npos) << words;
}

TEST_F(AskedAgain, AnAnswerThatLackedSomethingIsNoReasonNotToAsk) {
  mail.answer = Error{ErrorKind::timed_out, "Mailgun did not answer"};
  handle(command("ann@acme.example"));
  handle(command("ann@acme.example"));
  EXPECT_EQ(roots(), 3U);
}

TEST_F(AskedAgain, AnAnswerThatWasDeletedIsGivenAnew) {
  const auto root = platform.order[0];
  platform.posted.erase(root);
  platform.order.erase(platform.order.begin());
  handle(command("jane.doe@acme.example"));
  EXPECT_EQ(roots(), 1U);
  EXPECT_TRUE(platform.told_privately.empty());
}

// Two presses of the Enter key: the second comes before the first has posted anything.
TEST_F(AskedAgain, AtTheSameMomentOneIsEnough) {
  ASSERT_TRUE(accept(command("ann@acme.example")));
  ASSERT_TRUE(accept(command("ann@acme.example")));
  ASSERT_TRUE(doubles::await(until_idle(), context));
  EXPECT_EQ(roots(), 2U);
  EXPECT_EQ(platform.told_privately.size(), 1U);
}

// Nobody else can see an answer that its asker alone got.
TEST_F(Dispatched, APrivateAnswerIsNotPointedTo) {
  platform.channels["CSUPPORT"].member = false;
  handle(command("jane.doe@acme.example"));
  process = begin();
  platform.channels["CSUPPORT"].member = true;
  handle(command("jane.doe@acme.example"));
  EXPECT_FALSE(platform.order.empty());
}

}  // namespace
}  // namespace latchkey
