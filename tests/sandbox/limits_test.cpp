// Guards against triggers, response_urls and rates that are more generous than Slack's.
#include "deploy/sandbox/rate_limits.hpp"
#include "deploy/sandbox/response_urls.hpp"
#include "deploy/sandbox/triggers.hpp"

#include <gtest/gtest.h>

namespace latchkey::sandbox {
namespace {

using namespace std::chrono_literals;

const TimePoint k_start{1700000000s};

TEST(Triggers, OpenOneModalForTheirUser) {
  Triggers triggers;
  const std::string id = triggers.issue("U1", k_start);
  const auto exchange = triggers.exchange(id, k_start + 2s);
  EXPECT_EQ(exchange.outcome, Triggers::Outcome::ok);
  EXPECT_EQ(exchange.user, "U1");
  EXPECT_EQ(triggers.exchange(id, k_start + 2s).outcome, Triggers::Outcome::exchanged);
}

TEST(Triggers, ExpireAfterThreeSeconds) {
  Triggers triggers;
  const std::string id = triggers.issue("U1", k_start);
  EXPECT_EQ(triggers.exchange(id, k_start + 3001ms).outcome, Triggers::Outcome::expired);
  EXPECT_EQ(triggers.exchange("never", k_start).outcome, Triggers::Outcome::invalid);
}

TEST(ResponseUrls, WorkFiveTimes) {
  ResponseUrls urls;
  const std::string id = urls.issue({"C1", "U1", ""}, k_start);
  for (int i = 0; i < 5; ++i) EXPECT_EQ(urls.use(id, k_start).outcome, ResponseUrls::Outcome::ok);
  EXPECT_EQ(urls.use(id, k_start).outcome, ResponseUrls::Outcome::used);
}

TEST(ResponseUrls, WorkForHalfAnHour) {
  ResponseUrls urls;
  const std::string id = urls.issue({"C1", "U1", ""}, k_start);
  EXPECT_EQ(urls.use(id, k_start + 30min).outcome, ResponseUrls::Outcome::ok);
  EXPECT_EQ(urls.use(id, k_start + 30min + 1ms).outcome, ResponseUrls::Outcome::expired);
}

TEST(RateLimits, AllowAShortBurstOfMessagesAndThenOneASecond) {
  RateLimits limits;
  for (int i = 0; i < 5; ++i) EXPECT_EQ(limits.take_message("C1", k_start), 0);
  EXPECT_EQ(limits.take_message("C1", k_start), 1);
  EXPECT_EQ(limits.take_message("C2", k_start), 0) << "another channel has its own";
  EXPECT_EQ(limits.take_message("C1", k_start + 1s), 0);
  EXPECT_EQ(limits.take_message("C1", k_start + 1s), 1);
}

TEST(RateLimits, GrowTogether) {
  RateLimits limits(3);
  for (int i = 0; i < 15; ++i) EXPECT_EQ(limits.take_message("C1", k_start), 0);
  EXPECT_EQ(limits.take_message("C1", k_start), 1);
  for (int i = 0; i < 3; ++i) EXPECT_EQ(limits.take_message("C1", k_start + 1s), 0);
  for (int i = 0; i < 60; ++i) EXPECT_EQ(limits.take_call("users.info", 20, k_start), 0);
  EXPECT_EQ(limits.take_call("users.info", 20, k_start), 60);
}

TEST(RateLimits, SayHowLongAMethodIsClosed) {
  RateLimits limits;
  for (int i = 0; i < 20; ++i) EXPECT_EQ(limits.take_call("usergroups.list", 20, k_start), 0);
  EXPECT_EQ(limits.take_call("usergroups.list", 20, k_start + 15s), 45);
  EXPECT_EQ(limits.take_call("users.info", 20, k_start + 15s), 0);
  EXPECT_EQ(limits.take_call("usergroups.list", 20, k_start + 60s), 0);
}

}  // namespace
}  // namespace latchkey::sandbox
