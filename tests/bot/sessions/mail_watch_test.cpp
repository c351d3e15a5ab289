// A flood of presses is not a flood of questions: each mail is looked for when it is time, few at
// once, and by a stopped process not at all.
#include "bot/sessions/mail_watch.hpp"

#include "tests/doubles/fake_clock.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <boost/asio/as_tuple.hpp>
#include <boost/asio/io_context.hpp>
#include <boost/asio/steady_timer.hpp>
#include <boost/asio/use_awaitable.hpp>

#include <map>
#include <memory>
#include <stdexcept>
#include <string>
#include <vector>

namespace latchkey {
namespace {

using namespace std::chrono_literals;
using testing::ElementsAre;

const TimePoint k_pressed_at = *parse_time("2026-11-22T10:00:00Z");

/// Follow-ups in memory.
class FakeFollowUps final : public FollowUps {
 public:
  std::map<long long, FollowUp> open;
  std::optional<Error> trouble;
  int readings = 0;

  void add(long long attempt, TimePoint look_at) {
    open.emplace(attempt, FollowUp{.attempt = attempt,
                                   .press = "press",
                                   .diagnosis_id = "d1",
                                   .remedy = RemedyId::resend_confirmation,
                                   .by = "UDANA",
                                   .asked_at = k_pressed_at,
                                   .recipient = *EmailAddress::parse("jane@acme.example"),
                                   .place = {},
                                   .look_at = look_at});
  }

  boost::asio::awaitable<Expected<std::vector<FollowUp>>> open_follow_ups(
      std::size_t most) override {
    ++readings;
    if (trouble) co_return *trouble;
    std::multimap<TimePoint, FollowUp> sorted;
    for (const auto& [attempt, it] : open) sorted.emplace(it.look_at, it);
    std::vector<FollowUp> first;
    for (const auto& [at, it] : sorted) {
      if (first.size() < most) first.push_back(it);
    }
    co_return first;
  }
  boost::asio::awaitable<Expected<std::size_t>> count_follow_ups() override {
    co_return open.size();
  }
  boost::asio::awaitable<Expected<void>> look_again(long long attempt, TimePoint at) override {
    open.at(attempt).look_at = at;
    co_return Expected<void>{};
  }
  boost::asio::awaitable<Expected<void>> end_follow_up(long long attempt,
                                                       MailEnding ending) override {
    open.at(attempt).ending = std::move(ending);
    co_return Expected<void>{};
  }
  boost::asio::awaitable<Expected<void>> close_follow_up(long long attempt) override {
    open.erase(attempt);
    co_return Expected<void>{};
  }
};

struct MailWatchTest : testing::Test {
  boost::asio::io_context context;
  doubles::FakeClock clock{k_pressed_at};
  FakeFollowUps follow_ups;
  /// Attempts that were begun, in order.
  std::vector<long long> begun;
  /// Those that wait until `finish`.
  std::map<long long, std::shared_ptr<boost::asio::steady_timer>> running;
  MailWatch watch{context.get_executor(), follow_ups, clock,
                  [this](FollowUp mail) { return look(std::move(mail)); }};

  boost::asio::awaitable<void> look(FollowUp mail) {
    begun.push_back(mail.attempt);
    const auto gate = std::make_shared<boost::asio::steady_timer>(
        context, boost::asio::steady_timer::time_point::max());
    running[mail.attempt] = gate;
    co_await gate->async_wait(boost::asio::as_tuple(boost::asio::use_awaitable));
    follow_ups.open.erase(mail.attempt);
  }
  void settle() {
    context.restart();
    context.poll();
  }
  /// Lets so much time pass, with the alarm going off at its end.
  void pass(std::chrono::seconds time) {
    clock.advance(time);
    watch.wake();
    settle();
  }
  void finish(long long attempt) {
    running.at(attempt)->cancel();
    running.erase(attempt);
    settle();
  }
};

TEST_F(MailWatchTest, LooksForAMailWhenItIsTimeAndNotBefore) {
  follow_ups.add(1, k_pressed_at + 10s);
  pass(9s);
  EXPECT_THAT(begun, ElementsAre());
  pass(1s);
  EXPECT_THAT(begun, ElementsAre(1));
}

TEST_F(MailWatchTest, LooksForNoneTwiceAtATime) {
  follow_ups.add(1, k_pressed_at);
  pass(0s);
  pass(5s);
  EXPECT_THAT(begun, ElementsAre(1));
}

TEST_F(MailWatchTest, BeginsOneASecond) {
  for (int attempt = 1; attempt <= 3; ++attempt) follow_ups.add(attempt, k_pressed_at);
  pass(0s);
  EXPECT_THAT(begun, ElementsAre(1));
  pass(0s);
  EXPECT_THAT(begun, ElementsAre(1));
  pass(1s);
  EXPECT_THAT(begun, ElementsAre(1, 2));
  pass(1s);
  EXPECT_THAT(begun, ElementsAre(1, 2, 3));
}

TEST_F(MailWatchTest, LooksForFewAtATimeWhateverWaits) {
  for (int attempt = 1; attempt <= 100; ++attempt) follow_ups.add(attempt, k_pressed_at);
  for (int second = 0; second < 60; ++second) pass(1s);
  EXPECT_THAT(begun, ElementsAre(1, 2, 3, 4));
  EXPECT_EQ(watch.running(), MailWatch::k_at_once);
  finish(2);
  EXPECT_THAT(begun, ElementsAre(1, 2, 3, 4, 5)) << "a second has passed long ago";
}

TEST_F(MailWatchTest, ComesToThemAllInTheEnd) {
  for (int attempt = 1; attempt <= 20; ++attempt) follow_ups.add(attempt, k_pressed_at);
  for (int second = 0; second < 20; ++second) {
    pass(1s);
    while (!running.empty()) finish(running.begin()->first);
  }
  EXPECT_EQ(begun.size(), 20U);
  EXPECT_TRUE(follow_ups.open.empty());
}

// Set back by an hour, the clock must not stop everything for an hour.
TEST_F(MailWatchTest, GoesOnThoughTheClockIsSetBack) {
  follow_ups.add(1, k_pressed_at - 2h);
  follow_ups.add(2, k_pressed_at - 2h);
  pass(0s);
  pass(-1h);
  pass(1s);
  EXPECT_THAT(begun, ElementsAre(1, 2));
}

TEST_F(MailWatchTest, BeginsNothingMoreWhenItIsStopped) {
  follow_ups.add(1, k_pressed_at);
  follow_ups.add(2, k_pressed_at);
  pass(0s);
  watch.stop();
  pass(5s);
  finish(1);
  EXPECT_THAT(begun, ElementsAre(1));
  EXPECT_TRUE(follow_ups.open.contains(2)) << "it waits for the next start";
  EXPECT_EQ(watch.running(), 0U);
}

TEST_F(MailWatchTest, ReadsTheStoreAgainWhereItHadTrouble) {
  follow_ups.add(1, k_pressed_at);
  follow_ups.trouble = Error{ErrorKind::unavailable, "the disk is full"};
  pass(0s);
  EXPECT_THAT(begun, ElementsAre());
  follow_ups.trouble.reset();
  pass(1s);
  EXPECT_THAT(begun, ElementsAre(1));
}

// By the alarm alone, without anybody who wakes it.
TEST_F(MailWatchTest, ComesBackByItself) {
  follow_ups.add(1, k_pressed_at + 1ms);
  pass(0s);
  EXPECT_THAT(begun, ElementsAre());
  clock.advance(1ms);
  context.restart();
  while (begun.empty() && context.run_one() > 0) {
  }
  EXPECT_THAT(begun, ElementsAre(1));
}

// One that fails for a reason of ours would fail for ever, and keep the others from their place.
TEST_F(MailWatchTest, ClosesOneThatThrows) {
  MailWatch throwing{context.get_executor(), follow_ups, clock,
                     [](FollowUp) -> boost::asio::awaitable<void> {
                       throw std::logic_error{"a bug"};
                       co_return;
                     }};
  follow_ups.add(1, k_pressed_at);
  throwing.wake();
  settle();
  EXPECT_TRUE(follow_ups.open.empty());
  EXPECT_EQ(throwing.running(), 0U);
}

}  // namespace
}  // namespace latchkey
