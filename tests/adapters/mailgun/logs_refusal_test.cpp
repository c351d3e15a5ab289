#include "adapters/mailgun/logs_refusal.hpp"

#include <gtest/gtest.h>

namespace latchkey::mailgun {
namespace {

TEST(LogsRefusal, IsAReasonToAskEventsOnlyWhereEventsMayDiffer) {
  using Kind = ErrorKind;
  for (const auto kind : {Kind::invalid, Kind::refused, Kind::not_found, Kind::misunderstood}) {
    EXPECT_TRUE(events_may_know(Error{kind, "Mailgun: no"})) << static_cast<int>(kind);
  }
  // One system, one limit: asking the other API would only make it worse.
  for (const auto kind : {Kind::rate_limited, Kind::timed_out, Kind::unreachable, Kind::unavailable,
                          Kind::uncertain, Kind::not_configured}) {
    EXPECT_FALSE(events_may_know(Error{kind, "Mailgun: no"})) << static_cast<int>(kind);
  }
}

TEST(LogsRefusal, IsRememberedForSomeMinutesAndThenTriedAgain) {
  const LogsRefusal::Time now{std::chrono::hours{5}};
  LogsRefusal refusal;
  EXPECT_FALSE(refusal.still_counts(now));
  refusal.remember(now);
  EXPECT_TRUE(refusal.still_counts(now));
  EXPECT_TRUE(refusal.still_counts(now + LogsRefusal::k_remembered - std::chrono::seconds{1}));
  EXPECT_FALSE(refusal.still_counts(now + LogsRefusal::k_remembered));
}

}  // namespace
}  // namespace latchkey::mailgun
