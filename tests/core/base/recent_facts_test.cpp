#include "core/base/recent_facts.hpp"

#include "tests/doubles/fake_sleep.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <boost/asio/bind_cancellation_slot.hpp>
#include <boost/asio/cancellation_signal.hpp>
#include <boost/asio/co_spawn.hpp>
#include <boost/asio/detached.hpp>

#include <string>
#include <vector>

namespace latchkey {
namespace {

namespace asio = boost::asio;
using std::chrono::seconds;
using testing::ElementsAre;

/// Questions take a second; the answers are numbered.
class RecentFactsTest : public testing::Test {
 protected:
  template <class Token>
  void start(const std::string& id, Freshness freshness, Token&& token) {
    asio::co_spawn(io_, get(id, freshness), std::forward<Token>(token));
    time_.pass({});
  }
  void start(const std::string& id, Freshness freshness = Freshness::recent) {
    start(id, freshness, asio::detached);
  }

  /// Asks, waits, and says what came.
  std::string get_whole(const std::string& id, Freshness freshness = Freshness::recent) {
    start(id, freshness);
    time_.pass(seconds{1});
    return log_.back();
  }

  asio::awaitable<void> get(std::string id, Freshness freshness) {
    const auto fact = co_await facts_.get(id, freshness);
    log_.push_back(fact ? *fact : "no " + id);
  }

  asio::awaitable<Expected<std::string>> ask(std::string id) {
    const auto number = std::to_string(++asked_);
    co_await time_.sleep(seconds{1});
    if (fails_) co_return Error{ErrorKind::unavailable, "Slack is away"};
    co_return id + " " + number;
  }

  asio::io_context io_{1};
  doubles::FakeClock clock_{TimePoint{std::chrono::hours{24}}};
  doubles::FakeSleep time_{io_, clock_};
  int asked_ = 0;
  bool fails_ = false;
  std::vector<std::string> log_;
  RecentFacts<std::string> facts_{clock_, std::chrono::minutes{1},
                                  [this](std::string id) { return ask(std::move(id)); }};
};

TEST_F(RecentFactsTest, KeepAnAnswerForSoLongFromWhenItWasAsked) {
  EXPECT_EQ(get_whole("U1"), "U1 1");
  time_.pass(seconds{58});
  EXPECT_EQ(get_whole("U1"), "U1 1");
  EXPECT_EQ(get_whole("U1"), "U1 2") << "a minute after the question, not after the answer";
}

TEST_F(RecentFactsTest, AskAgainWhereItMustBeOfNowAndKeepThat) {
  EXPECT_EQ(get_whole("U1"), "U1 1");
  EXPECT_EQ(get_whole("U1", Freshness::now), "U1 2");
  EXPECT_EQ(get_whole("U1"), "U1 2");
}

TEST_F(RecentFactsTest, AskIdenticalQuestionsOnce) {
  start("U1");
  start("U1");
  start("U2");
  time_.pass(seconds{1});
  EXPECT_EQ(asked_, 2);
  EXPECT_THAT(log_, testing::UnorderedElementsAre("U1 1", "U1 1", "U2 2"));
}

// What is under way may have been answered before the moment that counts.
TEST_F(RecentFactsTest, DoNotJoinAQuestionUnderWayWhereItMustBeOfNow) {
  start("U1");
  start("U1", Freshness::now);
  time_.pass(seconds{1});
  EXPECT_EQ(asked_, 2);
}

TEST_F(RecentFactsTest, TellEverybodyOfAFailureAndDoNotKeepIt) {
  fails_ = true;
  start("U1");
  start("U1");
  time_.pass(seconds{1});
  EXPECT_THAT(log_, ElementsAre("no U1", "no U1"));
  EXPECT_EQ(asked_, 1);
  fails_ = false;
  EXPECT_EQ(get_whole("U1"), "U1 2");
}

// Somebody who lost a permission must not have it back because the next question failed.
TEST_F(RecentFactsTest, ForgetWhatTheyKnewWhenAskingAgainFails) {
  EXPECT_EQ(get_whole("U1"), "U1 1");
  fails_ = true;
  EXPECT_EQ(get_whole("U1", Freshness::now), "no U1");
  EXPECT_EQ(get_whole("U1"), "no U1");
}

TEST_F(RecentFactsTest, LetAnotherAskWhereTheOneThatAskedIsCancelled) {
  asio::cancellation_signal cancel;
  start("U1", Freshness::recent, asio::bind_cancellation_slot(cancel.slot(), asio::detached));
  start("U1");
  cancel.emit(asio::cancellation_type::terminal);
  time_.pass(seconds{2});
  EXPECT_THAT(log_, ElementsAre("U1 2"));
}

TEST_F(RecentFactsTest, BelieveNothingFromAheadOfTheClock) {
  EXPECT_EQ(get_whole("U1"), "U1 1");
  clock_.advance(-std::chrono::hours{1});
  EXPECT_EQ(get_whole("U1"), "U1 2");
  EXPECT_EQ(get_whole("U1"), "U1 2");
}

TEST_F(RecentFactsTest, KeepAThousandAtMost) {
  for (int i = 0; i < 1'001; ++i) start("U" + std::to_string(i));
  time_.pass(seconds{1});
  start("U0");
  EXPECT_EQ(asked_, 1'001);
  start("U1000");
  EXPECT_EQ(asked_, 1'002) << "there was no room for it";
  time_.pass(std::chrono::minutes{1});
  start("U1000");
  time_.pass(seconds{1});
  start("U1000");
  EXPECT_EQ(asked_, 1'003) << "the old ones made room";
}

}  // namespace
}  // namespace latchkey
