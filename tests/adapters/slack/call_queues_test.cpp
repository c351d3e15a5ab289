#include "adapters/slack/call_queues.hpp"

#include "tests/doubles/fake_sleep.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <boost/asio/bind_cancellation_slot.hpp>
#include <boost/asio/cancellation_signal.hpp>
#include <boost/asio/co_spawn.hpp>
#include <boost/asio/detached.hpp>

#include <string>
#include <vector>

namespace latchkey::slack {
namespace {

namespace asio = boost::asio;
using std::chrono::milliseconds;
using std::chrono::seconds;
using testing::ElementsAre;

constexpr Rate k_one_a_second{.per_second = 1, .burst = 1};

class CallQueuesTest : public testing::Test {
 protected:
  template <class Token>
  void start(const std::string& limit, const std::string& name, Token&& token,
             milliseconds patience = seconds{60}) {
    asio::co_spawn(io_, call(limit, name, patience), std::forward<Token>(token));
    time_.pass({});
  }
  void start(const std::string& limit, const std::string& name) {
    start(limit, name, asio::detached);
  }

  asio::awaitable<void> call(std::string limit, std::string name, milliseconds patience) {
    auto place = queues_.join(limit, k_one_a_second);
    const auto turn = co_await place.turn(patience);
    log_.push_back(turn ? name + " after " + std::to_string(turn->count()) + " ms"
                        : name + " refused for " +
                              std::to_string(turn.error().retry_after->count()) + " s");
  }

  asio::io_context io_{1};
  doubles::FakeClock clock_{TimePoint{std::chrono::hours{24}}};
  doubles::FakeSleep time_{io_, clock_};
  CallQueues queues_{clock_, [this](milliseconds duration) { return time_.sleep(duration); }};
  std::vector<std::string> log_;
};

TEST_F(CallQueuesTest, LetsCallsBeginInTheirOrderAtTheRate) {
  start("a", "first");
  start("a", "second");
  start("a", "third");
  EXPECT_THAT(log_, ElementsAre("first after 0 ms"));
  time_.pass(seconds{2});
  EXPECT_THAT(log_, ElementsAre("first after 0 ms", "second after 1000 ms", "third after 2000 ms"));
}

TEST_F(CallQueuesTest, KeepsLimitsApart) {
  start("a", "first");
  start("b", "second");
  EXPECT_THAT(log_, ElementsAre("first after 0 ms", "second after 0 ms"));
  EXPECT_EQ(queues_.free("a", k_one_a_second), 0);
  EXPECT_EQ(queues_.free("c", k_one_a_second), 1);
}

// What waits longer than it may is refused at once, so that whoever asks can slow down.
TEST_F(CallQueuesTest, HoldsWhatTheRateLetsThroughInThePatience) {
  start("a", "first");
  for (int i = 0; i < 60; ++i) start("a", "waiting");
  start("a", "last");
  EXPECT_THAT(log_, ElementsAre("first after 0 ms", "last refused for 61 s"));
  time_.pass(seconds{60});
  EXPECT_EQ(log_.size(), 62U);
}

TEST_F(CallQueuesTest, DoesNotWaitWhereThereIsNoPatience) {
  start("a", "first", asio::detached, seconds{0});
  start("a", "second", asio::detached, seconds{0});
  EXPECT_THAT(log_, ElementsAre("first after 0 ms", "second refused for 1 s"));
}

TEST_F(CallQueuesTest, GivesUpWhereSlackShutsTheLimitForTooLong) {
  start("a", "first");
  start("a", "second");
  auto place = queues_.join("a", k_one_a_second);
  place.close(seconds{100});
  time_.pass(seconds{1});
  EXPECT_THAT(log_, ElementsAre("first after 0 ms", "second refused for 99 s"));
}

TEST_F(CallQueuesTest, GivesBackThePlaceOfOneThatWasCancelled) {
  start("a", "first");
  asio::cancellation_signal cancel;
  start("a", "cancelled", asio::bind_cancellation_slot(cancel.slot(), asio::detached));
  cancel.emit(asio::cancellation_type::terminal);
  time_.pass({});
  start("a", "third");
  time_.pass(seconds{1});
  EXPECT_THAT(log_, ElementsAre("first after 0 ms", "third after 1000 ms"));
}

TEST(CallQueues, MayGoBeforeTheCallsThatWaitInThem) {
  asio::io_context io{1};
  doubles::FakeClock clock{TimePoint{std::chrono::hours{24}}};
  doubles::FakeSleep time{io, clock};
  CallQueues queues{clock, [&](milliseconds duration) { return time.sleep(duration); }};
  const auto wait = [](CallQueues& in) -> asio::awaitable<void> {
    auto place = in.join("a", k_one_a_second);
    co_await place.turn(seconds{60});
    co_await place.turn(seconds{60});
  };
  asio::co_spawn(io, wait(queues), asio::detached);
  time.pass({});
}

}  // namespace
}  // namespace latchkey::slack
