// Several processes share one database: each job, mail and call for help is one process's at a
// time, and what holds for one process holds for all of them together.
#include "tests/adapters/storage/shared_store.hpp"
#include "tests/adapters/storage/stored_samples.hpp"

#include <gtest/gtest.h>
#include <boost/asio/co_spawn.hpp>
#include <boost/asio/io_context.hpp>

#include <atomic>
#include <chrono>
#include <exception>
#include <string>
#include <thread>
#include <variant>

namespace latchkey::storage {
namespace {

using std::chrono::milliseconds;

using ReplicasTest = SharedStore;

TEST_F(ReplicasTest, LeaveEachOthersJobsAlone) {
  const auto one = process();
  const auto other = process();
  ASSERT_TRUE(*wait_for(one->take("key", "request", k_now)));
  EXPECT_TRUE(standing(*other).empty());
  ASSERT_EQ(standing(*one).size(), 1U);
  EXPECT_TRUE(standing(*one)[0].ours_alone);
  EXPECT_FALSE(*wait_for(other->take("key", "request", k_now))) << "a redelivery to another one";
}

TEST_F(ReplicasTest, TakeOverWhatAProcessHeldThatIsOver) {
  const auto over = process(k_no_time);
  const auto taken = *wait_for(over->take("key", "request", k_now));
  const auto next = successor();
  const auto jobs = standing(*next);
  ASSERT_EQ(jobs.size(), 1U);
  EXPECT_EQ(jobs[0].id, taken->id);
  EXPECT_FALSE(jobs[0].ours_alone) << "the former one may have posted something";
  const auto standing_now = wait_for(next->renew()).value();
  EXPECT_FALSE(standing_now.work_is_free);
  EXPECT_EQ(standing_now.processes, 1);
}

// It was only stopped, and goes on in the middle of something.
TEST_F(ReplicasTest, LetNobodyWriteWhoWasTakenOver) {
  const auto stopped = process(k_no_time);
  const auto taken = *wait_for(stopped->take("key", "request", k_now));
  const auto next = successor();
  const auto advanced = wait_for(stopped->advance({taken->number, JobStep::opened, "late"}));
  ASSERT_FALSE(advanced);
  EXPECT_EQ(advanced.error().kind, ErrorKind::refused);
  const auto begun = wait_for(stopped->begin_remedy(press("d1"), k_limits));
  ASSERT_FALSE(begun);
  EXPECT_EQ(begun.error().kind, ErrorKind::refused);
  EXPECT_EQ(wait_for(stopped->renew()).error().kind, ErrorKind::refused);
  EXPECT_EQ(standing(*next).size(), 1U) << "it stands where it stood";
}

// A database that was away kept everybody from renewing; nobody is over for that.
TEST_F(ReplicasTest, TakeNobodyOverWhoCouldNotRenewEither) {
  const auto one = process(milliseconds{60'000});
  const auto other = process(milliseconds{60'000});
  ask("UPDATE replicas SET lease_until = 1");
  ASSERT_TRUE(wait_for(one->renew()));
  EXPECT_TRUE(wait_for(other->renew())) << "the first to come back took it over";
}

// One renewed at 0 s, the other at 8 s, and the database was away from 9 s to 34 s: the first one's
// lease of 30 s is over, the other's is not.
TEST_F(ReplicasTest, TakeNobodyOverWhoLostTheirLeaseWhileTheDatabaseWasAway) {
  const auto one = process(k_default_lease);
  const auto ones = ask("SELECT id FROM replicas")[0][0];
  const auto other = process(k_default_lease);
  ask("UPDATE replicas SET started_at = started_at - 600000000,"
      " unbroken_since = unbroken_since - 600000000,"
      " lease_until = started_at + CASE WHEN id = '" +
      ones + "' THEN -4000000 ELSE 4000000 END");
  ASSERT_TRUE(wait_for(other->renew()));
  EXPECT_TRUE(wait_for(one->renew())) << "the first to come back took it over";
}

// It cannot know whether anybody could renew before it came.
TEST_F(ReplicasTest, TakeNobodyOverWhenTheyHaveJustCome) {
  const auto one = process(k_default_lease);
  ask("UPDATE replicas SET lease_until = started_at - 1000000");
  const auto other = process(k_default_lease);
  ASSERT_TRUE(wait_for(other->renew()));
  EXPECT_TRUE(wait_for(one->renew()));
}

// The database's clock was an hour ahead when it was renewed last, and is right now.
TEST_F(ReplicasTest, TakeOverWhoIsGoneThoughTheClockWasSetBack) {
  const auto over = process(milliseconds{1'000});
  ASSERT_TRUE(*wait_for(over->take("key", "request", k_now)));
  const auto next = process(milliseconds{1'000});
  ask("UPDATE replicas SET lease_until = lease_until + 3600000000,"
      " unbroken_since = unbroken_since + 3600000000");
  wait_for_free_work(*next);
  EXPECT_EQ(standing(*next).size(), 1U);
}

TEST_F(ReplicasTest, HandOverWhenTheyLeave) {
  const auto leaves = process();
  ASSERT_TRUE(*wait_for(leaves->take("key", "request", k_now)));
  ASSERT_TRUE(wait_for(leaves->leave(milliseconds{-1'000})));
  const auto next = process(milliseconds{1'000});
  EXPECT_EQ(wait_for_free_work(*next).taken_over, 0) << "it said so";
  EXPECT_EQ(standing(*next).size(), 1U);
}

TEST_F(ReplicasTest, TellOnceWhoEndedWithoutAWord) {
  const auto over = process(k_no_time);
  ASSERT_TRUE(*wait_for(over->take("key", "request", k_now)));
  const auto next = process(milliseconds{1'000});
  EXPECT_EQ(wait_for_free_work(*next).taken_over, 1);
  EXPECT_EQ(wait_for(next->renew()).value().taken_over, 0);
}

TEST_F(ReplicasTest, CountThemselvesAndTheirConnections) {
  const auto one = process();
  const auto other = process();
  const auto standing_now = wait_for(one->renew()).value();
  EXPECT_EQ(standing_now.processes, 2);
  EXPECT_EQ(standing_now.connections, 6);
  EXPECT_FALSE(standing_now.work_is_free);
}

TEST_F(ReplicasTest, FollowEachMailAlone) {
  const auto one = process(k_no_time);
  const auto other = process();
  ASSERT_TRUE(follow_a_mail(*one));
  EXPECT_EQ(wait_for(one->open_follow_ups(9))->size(), 1U);
  EXPECT_TRUE(wait_for(other->open_follow_ups(9))->empty());
  const auto next = successor();
  EXPECT_EQ(wait_for(next->open_follow_ups(9))->size(), 1U);
}

// A count that took them over would leave them to nobody: who looks for them is not woken by it.
TEST_F(ReplicasTest, CountTheirMailsAndTakeNoneOver) {
  const auto one = process(k_no_time);
  const auto other = process();
  ASSERT_TRUE(follow_a_mail(*one));
  EXPECT_EQ(wait_for(one->count_follow_ups()).value(), 1U);
  EXPECT_EQ(wait_for(other->count_follow_ups()).value(), 0U);
  const auto next = successor();
  EXPECT_EQ(wait_for(next->count_follow_ups()).value(), 1U);
  EXPECT_TRUE(wait_for(next->renew()).value().work_is_free);
}

TEST_F(ReplicasTest, LookAfterEachEscalationAlone) {
  const auto one = process(k_no_time);
  const auto other = process();
  auto begun = wait_for(one->begin_escalation(call_for_help())).value();
  EXPECT_TRUE(wait_for(other->escalations_to_look_at(9))->empty());
  // A press may come to any of them.
  begun.holder = "U0LENA";
  EXPECT_TRUE(*wait_for(other->change_escalation(begun)));
  EXPECT_TRUE(wait_for(other->escalations_to_look_at(9))->empty());
  EXPECT_EQ(wait_for(one->escalations_to_look_at(9)).value().at(0).holder, "U0LENA");
  const auto next = successor();
  EXPECT_EQ(wait_for(next->escalations_to_look_at(9))->size(), 1U);
}

/// What each of two processes begins, each on a thread of its own.
template <class Begin>
void both_at_once(Store& one, Store& other, Begin begin) {
  const auto work = [&](Store& store, int which) {
    boost::asio::io_context context;
    for (int i = 0; i < 20; ++i) begin(store, context, which * 100 + i);
    context.run();
  };
  std::thread beside{[&] { work(other, 1); }};
  work(one, 2);
  beside.join();
}

TEST_F(ReplicasTest, KeepACustomersLimitTogether) {
  const auto one = process();
  const auto other = process();
  std::atomic<int> begun = 0;
  std::atomic<int> answered = 0;
  both_at_once(*one, *other, [&](Store& store, boost::asio::io_context& context, int number) {
    boost::asio::co_spawn(context,
                          store.begin_remedy(press("d" + std::to_string(number)), k_limits),
                          [&](const std::exception_ptr&, const Expected<RemedyStart>& start) {
                            if (!start) return;
                            ++answered;
                            if (std::holds_alternative<RemedyBegun>(*start)) ++begun;
                          });
  });
  EXPECT_EQ(answered, 40);
  EXPECT_EQ(begun, k_limits.per_hour);
}

TEST_F(ReplicasTest, WriteOneRecordTogether) {
  const auto one = process();
  const auto other = process();
  std::atomic<int> entered = 0;
  both_at_once(*one, *other, [&](Store& store, boost::asio::io_context& context, int number) {
    boost::asio::co_spawn(context, store.append({.action = "asked", .by = std::to_string(number)}),
                          [&](const std::exception_ptr&, const Expected<void>& done) {
                            if (done) ++entered;
                          });
  });
  EXPECT_EQ(entered, 40);
  const auto verdict = wait_for(one->verify({})).value();
  EXPECT_TRUE(verdict.faults.empty());
  EXPECT_EQ(verdict.head.number, 40);
}

TEST_F(ReplicasTest, TakeTurnsInAChannel) {
  const auto one = process();
  const auto other = process();
  const milliseconds interval{60'000};
  for (int i = 0; i < 4; ++i) {
    const auto wait = wait_for((i % 2 == 0 ? one : other)->next_turn("posts in C0", interval));
    EXPECT_EQ(*wait, milliseconds{0}) << "a few may come together";
  }
  const auto fifth = *wait_for(one->next_turn("posts in C0", interval));
  const auto sixth = *wait_for(other->next_turn("posts in C0", interval));
  EXPECT_GT(fifth, milliseconds{0});
  EXPECT_GE(sixth - fifth, interval / 2);
  EXPECT_EQ(*wait_for(other->next_turn("posts in C1", interval)), milliseconds{0});
}

TEST_F(ReplicasTest, WaitForNoTurnOfBeforeTheClockWasSetBack) {
  const auto one = process();
  const milliseconds interval{1'000};
  EXPECT_EQ(*wait_for(one->next_turn("posts in C0", interval)), milliseconds{0});
  ask("UPDATE turns SET next_at = next_at + 3600000000");
  EXPECT_EQ(*wait_for(one->next_turn("posts in C0", interval)), milliseconds{0});
  EXPECT_GT(*wait_for(one->next_turn("posts in C0", interval)), milliseconds{0});
}

}  // namespace
}  // namespace latchkey::storage
