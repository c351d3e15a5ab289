// What a process works on is its own only while its lease is: nothing is begun before the first
// renewal, nor after somebody else has taken over.
#include "bot/sessions/lease.hpp"

#include <gtest/gtest.h>
#include <boost/asio/co_spawn.hpp>
#include <boost/asio/detached.hpp>
#include <boost/asio/io_context.hpp>

#include <chrono>
#include <deque>
#include <optional>
#include <string>
#include <utility>

namespace latchkey {
namespace {

using namespace std::chrono_literals;
using std::chrono::milliseconds;

/// Gives the answers in their order, then the last one again and again.
class FakeReplicas final : public Replicas {
 public:
  std::optional<milliseconds> time = 60s;
  std::deque<Expected<Standing>> answers = {Standing{}};
  bool left = false;

  [[nodiscard]] std::optional<milliseconds> lease() const override { return time; }
  boost::asio::awaitable<Expected<Standing>> renew() override {
    auto answer = answers.front();
    if (answers.size() > 1) answers.pop_front();
    co_return answer;
  }
  boost::asio::awaitable<Expected<void>> leave(milliseconds /*settling*/) override {
    left = true;
    co_return Expected<void>{};
  }
  boost::asio::awaitable<Expected<milliseconds>> next_turn(std::string /*what*/,
                                                           milliseconds /*interval*/) override {
    co_return milliseconds{0};
  }
};

struct LeaseTest : testing::Test {
  boost::asio::io_context context;
  FakeReplicas replicas;
  Lease lease{context.get_executor(), replicas};
  bool held = false;
  bool lost = false;
  int free_work = 0;
  int renewals = 0;
  std::deque<Replicas::Standing> told;

  void hold() {
    boost::asio::co_spawn(context, lease.hold(),
                          [this](const std::exception_ptr&) { held = true; });
    context.poll();
  }
  void run() {
    boost::asio::co_spawn(context,
                          lease.run({.lost = [this] { lost = true; },
                                     .work_is_free = [this] { ++free_work; },
                                     .renewed =
                                         [this](const auto& standing, bool changed) {
                                           ++renewals;
                                           if (changed) told.push_back(standing);
                                         }}),
                          boost::asio::detached);
    context.poll();
  }
  /// Until it holds: timers included.
  template <class Condition>
  void run_until(Condition holds) {
    while (!holds() && context.run_one() > 0) {
    }
  }
};

TEST_F(LeaseTest, IsNotAskedForWhereNobodyElseCanHaveTheStore) {
  replicas.time.reset();
  hold();
  EXPECT_TRUE(held);
}

TEST_F(LeaseTest, LetsNothingBeginBeforeItIsRenewed) {
  hold();
  EXPECT_FALSE(held);
  run();
  EXPECT_TRUE(held);
}

TEST_F(LeaseTest, IsTriedAgainWhereTheStoreHasTrouble) {
  replicas.time = 30ms;
  replicas.answers = {Error{ErrorKind::unavailable, "away"}, Replicas::Standing{}};
  hold();
  run();
  run_until([this] { return held; });
  EXPECT_TRUE(held);
  EXPECT_FALSE(lost);
}

TEST_F(LeaseTest, LetsNothingBeginOnceItIsLost) {
  replicas.answers = {Error{ErrorKind::refused, "taken over"}};
  run();
  EXPECT_TRUE(lost);
  hold();
  EXPECT_FALSE(held);
}

TEST_F(LeaseTest, TellsWhenOthersComeAndGoAndWhenTheirWorkIsFree) {
  replicas.time = 3ms;
  replicas.answers = {Replicas::Standing{1, 2}, Replicas::Standing{2, 4}, Replicas::Standing{2, 4},
                      Replicas::Standing{1, 2, true}};
  run();
  run_until([this] { return free_work > 0; });
  EXPECT_EQ(renewals, 4);
  ASSERT_EQ(told.size(), 3U);
  EXPECT_EQ(told[1].processes, 2);
  EXPECT_EQ(told[2].processes, 1);
}

TEST_F(LeaseTest, IsGivenUpAtTheEnd) {
  run();
  boost::asio::co_spawn(context, lease.give_up(5s), boost::asio::detached);
  context.run();
  EXPECT_TRUE(replicas.left);
}

}  // namespace
}  // namespace latchkey
