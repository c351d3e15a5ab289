#include "adapters/slack/call_queue.hpp"

#include <gtest/gtest.h>

namespace latchkey::slack {
namespace {

using std::chrono::milliseconds;
using std::chrono::minutes;
using std::chrono::seconds;

constexpr TimePoint k_start{std::chrono::hours{24}};

/// Slack's one post a second, four at once.
class CallQueueTest : public testing::Test {
 protected:
  /// How long somebody who joins now would wait.
  std::chrono::microseconds wait(CallQueue::Ticket ticket) {
    return queue_.turn(ticket, now_) - now_;
  }

  void begin_at_once() {
    const auto ticket = queue_.join();
    EXPECT_LE(queue_.turn(ticket, now_), now_);
    queue_.begin(ticket, now_);
  }

  void use_the_burst_up() {
    for (int i = 0; i < 4; ++i) begin_at_once();
  }

  TimePoint now_ = k_start;
  CallQueue queue_{{.per_second = 1, .burst = 4}};
};

TEST_F(CallQueueTest, LetsAShortBurstThroughThenOneASecond) {
  use_the_burst_up();
  const auto fifth = queue_.join();
  const auto sixth = queue_.join();
  EXPECT_EQ(wait(fifth), seconds{1});
  EXPECT_EQ(wait(sixth), seconds{2});
}

TEST_F(CallQueueTest, LetsNobodyOvertakeWhoWaits) {
  use_the_burst_up();
  const auto first = queue_.join();
  now_ += seconds{1};
  const auto second = queue_.join();
  EXPECT_LE(wait(first), seconds{0});
  EXPECT_EQ(wait(second), seconds{1});
  queue_.begin(first, now_);
  EXPECT_EQ(wait(second), seconds{1});
}

TEST_F(CallQueueTest, NeverLetsMoreThroughThanTheBurstAndARateOverAnyTime) {
  std::size_t begun = 0;
  std::vector<CallQueue::Ticket> waiting;
  waiting.reserve(100);
  for (int i = 0; i < 100; ++i) waiting.push_back(queue_.join());
  for (const auto end = now_ + minutes{1}; now_ < end; now_ += milliseconds{10}) {
    while (queue_.turn(waiting.at(begun), now_) <= now_) queue_.begin(waiting.at(begun++), now_);
  }
  EXPECT_EQ(begun, 4U + 59U);
}

TEST_F(CallQueueTest, AllowsTheNextBurstAfterAQuietTime) {
  use_the_burst_up();
  now_ += seconds{2};
  EXPECT_EQ(queue_.free(now_), 2);
  now_ += minutes{10};
  EXPECT_EQ(queue_.free(now_), 4);
}

TEST_F(CallQueueTest, MovesUpWhenSomebodyGivesUp) {
  use_the_burst_up();
  const auto first = queue_.join();
  const auto second = queue_.join();
  queue_.leave(first);
  EXPECT_EQ(wait(second), seconds{1});
}

TEST_F(CallQueueTest, BeginsNothingWhileSlackWantsToHearNothing) {
  queue_.close(now_ + seconds{30}, now_);
  const auto first = queue_.join();
  const auto second = queue_.join();
  EXPECT_EQ(wait(first), seconds{30});
  EXPECT_EQ(wait(second), seconds{31}) << "no burst right after a refusal";
  EXPECT_EQ(queue_.free(now_), 0);
  now_ += seconds{30};
  EXPECT_EQ(wait(first), seconds{0});
}

TEST_F(CallQueueTest, StaysClosedForTheLongerOfTwoWaits) {
  queue_.close(now_ + seconds{30}, now_);
  queue_.close(now_ + seconds{10}, now_);
  EXPECT_EQ(wait(queue_.join()), seconds{30});
}

// Four posts of a burst may be refused together: they go again in their order, before all others.
TEST_F(CallQueueTest, PutsRefusedCallsBackToTheirPlaces) {
  const auto first = queue_.join();
  const auto second = queue_.join();
  const auto third = queue_.join();
  queue_.begin(first, now_);
  queue_.begin(second, now_);
  queue_.close(now_ + seconds{5}, now_);
  queue_.rejoin(second);
  queue_.rejoin(first);
  EXPECT_EQ(wait(first), seconds{5});
  EXPECT_EQ(wait(second), seconds{6});
  EXPECT_EQ(wait(third), seconds{7});
}

// The clock is that of the wall: without this an hour back would be an hour of silence.
TEST_F(CallQueueTest, SurvivesAClockThatIsSetBack) {
  use_the_burst_up();
  const auto fifth = queue_.join();
  EXPECT_EQ(wait(fifth), seconds{1});
  now_ -= std::chrono::hours{1};
  EXPECT_EQ(wait(fifth), seconds{1});
  now_ += seconds{1};
  EXPECT_EQ(wait(fifth), seconds{0});
}

TEST_F(CallQueueTest, IsIdleWhenNobodyWaitsAndTheBurstIsWhole) {
  EXPECT_TRUE(queue_.idle(now_));
  begin_at_once();
  EXPECT_FALSE(queue_.idle(now_));
  now_ += seconds{1};
  EXPECT_TRUE(queue_.idle(now_));
  const auto ticket = queue_.join();
  EXPECT_FALSE(queue_.idle(now_));
  queue_.leave(ticket);
  queue_.close(now_ + seconds{1}, now_);
  EXPECT_FALSE(queue_.idle(now_));
}

TEST(CallQueue, KeepsUpWithRatesFarAboveSlacks) {
  CallQueue queue{{.per_second = 1000, .burst = 1000}};
  TimePoint now = k_start;
  int begun = 0;
  auto ticket = queue.join();
  for (int i = 0; i < 1'000; ++i) {
    now += milliseconds{1};
    while (queue.turn(ticket, now) <= now) {
      queue.begin(ticket, now);
      ++begun;
      ticket = queue.join();
    }
  }
  EXPECT_NEAR(begun, 2'000, 2);
}

}  // namespace
}  // namespace latchkey::slack
