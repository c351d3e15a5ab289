#include "bot/status/readiness.hpp"

#include <gtest/gtest.h>

namespace latchkey::status {
namespace {

const Error k_full{ErrorKind::unavailable,
                   "store: /var/lib/latchkey/latchkey.db: the disk is full"};

Readiness with(int connected, Expected<void> store = {}) {
  return {.slack = {.wanted = 2, .connected = connected}, .store = std::move(store)};
}

TEST(Readiness, NeedsAConnectionAndAStoreThatTakesWrites) {
  EXPECT_TRUE(is_ready(with(2)));
  EXPECT_FALSE(is_ready(with(0)));
  EXPECT_FALSE(is_ready(with(2, k_full)));
}

TEST(Readiness, IsThereWithOneConnectionOfTwo) {
  EXPECT_TRUE(is_ready(with(1)));
  EXPECT_EQ(to_text(with(1)), "slack: ok, 1 of 2 connections\nstore: ok\n");
}

TEST(Readiness, SaysOfEachSystemWhatIsWrongWithIt) {
  EXPECT_EQ(to_text(with(0, k_full)),
            "slack: not connected\n"
            "store: fails, /var/lib/latchkey/latchkey.db: the disk is full\n");
  EXPECT_EQ(to_text(with(0, Error{ErrorKind::timed_out, "store did not answer within 2 s"})),
            "slack: not connected\nstore: fails, did not answer within 2 s\n");
}

// Answers are poorer without it, and commands are taken on all the same.
TEST(Readiness, DoesNotDependOnTheSystemsThatDiagnosesAsk) {
  using namespace std::chrono_literals;
  auto readiness = with(2);
  const TimePoint noon{std::chrono::sys_days{std::chrono::year{2026} / 11 / 22} + 12h};
  readiness.systems = {{.system = "Mailgun",
                        .open = true,
                        .since = noon,
                        .next_try = noon + 1min,
                        .why = "503 unavailable"},
                       {.system = "GitLab.com"}};
  EXPECT_TRUE(is_ready(readiness));
  EXPECT_EQ(
      to_text(readiness),
      "slack: ok, 2 of 2 connections\nstore: ok\n"
      "Mailgun: not asked since 2026-11-22T12:00:00Z, again from 2026-11-22T12:01:00Z on: 503 "
      "unavailable\n"
      "GitLab.com: ok\n");
}

TEST(Readiness, NamesTheReplicaToo) {
  using namespace std::chrono_literals;
  auto readiness = with(2);
  const TimePoint noon{std::chrono::sys_days{std::chrono::year{2026} / 11 / 22} + 12h};
  readiness.unguarded = {{.system = "CustomersDot"},
                         {.system = "Other", .failing_since = noon, .why = "no connection"}};
  EXPECT_TRUE(is_ready(readiness));
  EXPECT_EQ(to_text(readiness),
            "slack: ok, 2 of 2 connections\nstore: ok\nCustomersDot: ok\n"
            "Other: fails since 2026-11-22T12:00:00Z: no connection\n");
}

TEST(Readiness, IsASentenceForTheServiceManager) {
  EXPECT_EQ(connected_sentence({.wanted = 2, .connected = 2}),
            "Connected to Slack: 2 of 2 connections");
  EXPECT_EQ(connected_sentence({.wanted = 1, .connected = 1}),
            "Connected to Slack: 1 of 1 connection");
  EXPECT_EQ(connected_sentence({.wanted = 2, .connected = 0}), "Not connected to Slack");
}

}  // namespace
}  // namespace latchkey::status
