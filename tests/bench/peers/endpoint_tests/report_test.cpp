#include "tests/bench/peers/endpoint/report.hpp"

#include <gtest/gtest.h>
#include <nlohmann/json.hpp>

namespace latchkey::bench {
namespace {

constexpr Nanoseconds k_millisecond = 1'000'000;

/// Due at the time `due`, acknowledged and answered at those times after it; 0: never.
void add(Ledger& ledger, Nanoseconds due, Nanoseconds acked, Nanoseconds posted) {
  auto& fate = ledger.add();
  fate.due = due;
  fate.deliveries = 1;
  if (acked != 0) fate.acked = due + acked;
  if (posted == 0) return;
  fate.posted = due + posted;
  fate.posts = 1;
}

TEST(BenchReport, AcknowledgedAndNeverAnsweredIsLost) {
  Ledger ledger;
  ledger.begin(1);
  add(ledger, k_millisecond, k_millisecond, 0);
  add(ledger, k_millisecond, 0, 0);
  add(ledger, k_millisecond, k_millisecond, k_millisecond);
  const auto told = report(ledger, true, k_millisecond);
  EXPECT_EQ(told["lost"], 1);
  EXPECT_EQ(told["unacknowledged"], 1);
  EXPECT_EQ(told["doubled"], 0);
}

TEST(BenchReport, AnAnswerToTheAskerAloneIsAnAnswer) {
  Ledger ledger;
  ledger.begin(1);
  add(ledger, k_millisecond, k_millisecond, 0);
  ledger.find(1)->private_answers = 1;
  const auto told = report(ledger, true, k_millisecond);
  EXPECT_EQ(told["lost"], 0);
  EXPECT_EQ(told["private_answers"], 1);
}

TEST(BenchReport, TellsTheLongestPauseAndTheLongestWait) {
  Ledger ledger;
  ledger.begin(1);
  // Acknowledged at 2, 12 and 3 ms, the second one without an answer.
  add(ledger, k_millisecond, k_millisecond, 3 * k_millisecond);
  add(ledger, 2 * k_millisecond, 10 * k_millisecond, 0);
  add(ledger, 2 * k_millisecond, k_millisecond, 5 * k_millisecond);
  const auto told = report(ledger, true, k_millisecond);
  EXPECT_EQ(told["longest_pause_us"], 9'000);
  EXPECT_EQ(told["longest_wait_us"], 4'000);
}

TEST(BenchReport, TwoFirstMessagesForOneKeyAreDoubled) {
  Ledger ledger;
  ledger.begin(1);
  add(ledger, k_millisecond, k_millisecond, k_millisecond);
  ledger.find(1)->posts = 2;
  EXPECT_EQ(report(ledger, true, k_millisecond)["doubled"], 1);
}

TEST(BenchReport, TheSameStepTwiceInOneThreadIsDoubled) {
  Ledger ledger;
  ledger.begin(1);
  ledger.note_step("100.1 job 1, answer");
  ledger.note_step("100.1 job 1, buttons");
  ledger.note_step("100.1 job 1, answer");
  EXPECT_EQ(report(ledger, true, 1)["doubled_steps"], 1);
}

TEST(BenchReport, WhatCouldNotBeSentOrWentToAGhostIsNobodysAcknowledgement) {
  Ledger ledger;
  ledger.begin(1);
  ledger.add().due = k_millisecond;
  add(ledger, k_millisecond, 0, 0);
  ledger.find(2)->in_ghost = true;
  const auto told = report(ledger, true, k_millisecond);
  EXPECT_EQ(told["undeliverable"], 1);
  EXPECT_EQ(told["into_ghosts"], 1);
  EXPECT_EQ(told["unacknowledged"], 0);
}

TEST(BenchReport, LatenciesCountFromWhenAnEnvelopeWasDue) {
  Ledger ledger;
  ledger.begin(1);
  for (int i = 1; i <= 100; ++i) add(ledger, i * k_millisecond, i * k_millisecond, 0);
  const auto acks = report(ledger, false, 0)["acks"];
  EXPECT_EQ(acks["p50_us"], 50'000);
  EXPECT_EQ(acks["p99_us"], 99'000);
  EXPECT_EQ(acks["p999_us"], 100'000);
  EXPECT_EQ(acks["per_second"], 100 / 0.2);  // the last came 200 ms after the beginning
}

TEST(BenchReport, WhatNeverComesCountsAsSlow) {
  Ledger ledger;
  ledger.begin(1);
  add(ledger, k_millisecond, k_millisecond, 0);
  for (int i = 0; i < 2; ++i) add(ledger, k_millisecond, 0, 0);
  const auto acks = report(ledger, false, 0)["acks"];
  EXPECT_EQ(acks["count"], 1);
  EXPECT_EQ(acks["p50_us"], 3'000'000);
}

}  // namespace
}  // namespace latchkey::bench
