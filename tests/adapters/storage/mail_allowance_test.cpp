#include "adapters/storage/mail_allowance.hpp"

#include <gtest/gtest.h>

namespace latchkey::storage {
namespace {

using std::chrono::hours;
using std::chrono::microseconds;
using std::chrono::minutes;

const TimePoint k_now = *parse_time("2026-11-22T10:00:00Z");
constexpr MailLimits k_limits{.per_hour = 2, .per_day = 5};

TEST(MailAllowance, AllowsMailsBelowBothLimits) {
  EXPECT_FALSE(over_limit({}, k_now, k_limits));
  EXPECT_FALSE(over_limit({k_now - minutes{5}}, k_now, k_limits));
  EXPECT_EQ(mails_left({k_now - minutes{5}}, k_now, k_limits), 1);
}

TEST(MailAllowance, AllowsTheNextMailWhenTheOlderOneIsAnHourOld) {
  const auto over = over_limit({k_now - minutes{50}, k_now - minutes{10}}, k_now, k_limits);
  ASSERT_TRUE(over);
  EXPECT_EQ(over->allowed, 2);
  EXPECT_FALSE(over->per_day);
  EXPECT_EQ(over->again_at, k_now + minutes{10});
  EXPECT_FALSE(over_limit({k_now - minutes{60}, k_now - minutes{10}}, k_now, k_limits));
}

TEST(MailAllowance, CountsTheHourAndTheDayApart) {
  const MailTimes sent = {k_now - hours{23}, k_now - hours{8}, k_now - hours{6}, k_now - hours{4},
                          k_now - hours{2}};
  const auto over = over_limit(sent, k_now, k_limits);
  ASSERT_TRUE(over);
  EXPECT_EQ(over->allowed, 5);
  EXPECT_TRUE(over->per_day);
  EXPECT_EQ(over->again_at, k_now + hours{1});
  EXPECT_EQ(mails_left(sent, k_now, k_limits), 0);
}

TEST(MailAllowance, TellsTheLimitThatHoldsLonger) {
  const MailTimes sent = {k_now - hours{23} - minutes{55}, k_now - hours{20}, k_now - hours{10},
                          k_now - minutes{20}, k_now - minutes{10}};
  const auto over = over_limit(sent, k_now, k_limits);
  ASSERT_TRUE(over);
  EXPECT_FALSE(over->per_day);
  EXPECT_EQ(over->again_at, k_now + minutes{40});
}

TEST(MailAllowance, CountsWhatIsStampedInTheFuture) {
  EXPECT_TRUE(over_limit({k_now + minutes{1}, k_now + minutes{2}}, k_now, k_limits));
}

TEST(MailAllowance, AllowsNothingWhereTheLimitIsNought) {
  const auto over = over_limit({}, k_now, {.per_hour = 0, .per_day = 5});
  ASSERT_TRUE(over);
  EXPECT_EQ(over->again_at, k_now + hours{1});
  EXPECT_EQ(mails_left({}, k_now, {.per_hour = 0, .per_day = 5}), 0);
}

TEST(MailAllowance, NeverGivesLessThanNoughtWhenTheLimitsWereLowered) {
  const MailTimes sent(7, k_now - minutes{1});
  EXPECT_EQ(mails_left(sent, k_now, k_limits), 0);
  EXPECT_TRUE(over_limit(sent, k_now, k_limits));
}

}  // namespace
}  // namespace latchkey::storage
