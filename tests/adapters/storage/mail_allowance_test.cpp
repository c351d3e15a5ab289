#include "adapters/storage/mail_allowance.hpp"

#include <gtest/gtest.h>

namespace latchkey::storage {
namespace {

using std::chrono::hours;
using std::chrono::microseconds;
using std::chrono::minutes;

const TimePoint k_ten = *parse_time("2026-11-22T10:00:00Z");
constexpr MailLimits k_two_an_hour{.per_hour = 2, .per_day = 5};

TEST(MailAllowance, AllowsMailsBelowBothLimits) {
  EXPECT_FALSE(over_limit({}, k_ten, k_two_an_hour));
  EXPECT_FALSE(over_limit({k_ten - minutes{5}}, k_ten, k_two_an_hour));
  EXPECT_EQ(mails_left({k_ten - minutes{5}}, k_ten, k_two_an_hour), 1);
}

TEST(MailAllowance, AllowsTheNextMailWhenTheOlderOneIsAnHourOld) {
  const auto over = over_limit({k_ten - minutes{50}, k_ten - minutes{10}}, k_ten, k_two_an_hour);
  ASSERT_TRUE(over);
  EXPECT_EQ(over->allowed, 2);
  EXPECT_FALSE(over->per_day);
  EXPECT_EQ(over->again_at, k_ten + minutes{10});
  EXPECT_FALSE(over_limit({k_ten - minutes{60}, k_ten - minutes{10}}, k_ten, k_two_an_hour));
}

TEST(MailAllowance, CountsTheHourAndTheDayApart) {
  const MailTimes sent = {k_ten - hours{23}, k_ten - hours{8}, k_ten - hours{6}, k_ten - hours{4},
                          k_ten - hours{2}};
  const auto over = over_limit(sent, k_ten, k_two_an_hour);
  ASSERT_TRUE(over);
  EXPECT_EQ(over->allowed, 5);
  EXPECT_TRUE(over->per_day);
  EXPECT_EQ(over->again_at, k_ten + hours{1});
  EXPECT_EQ(mails_left(sent, k_ten, k_two_an_hour), 0);
}

TEST(MailAllowance, TellsTheLimitThatHoldsLonger) {
  const MailTimes sent = {k_ten - hours{23} - minutes{55}, k_ten - hours{20}, k_ten - hours{10},
                          k_ten - minutes{20}, k_ten - minutes{10}};
  const auto over = over_limit(sent, k_ten, k_two_an_hour);
  ASSERT_TRUE(over);
  EXPECT_FALSE(over->per_day);
  EXPECT_EQ(over->again_at, k_ten + minutes{40});
}

TEST(MailAllowance, CountsWhatIsStampedInTheFuture) {
  EXPECT_TRUE(over_limit({k_ten + minutes{1}, k_ten + minutes{2}}, k_ten, k_two_an_hour));
}

TEST(MailAllowance, AllowsNothingWhereTheLimitIsNought) {
  const auto over = over_limit({}, k_ten, {.per_hour = 0, .per_day = 5});
  ASSERT_TRUE(over);
  EXPECT_EQ(over->again_at, k_ten + hours{1});
  EXPECT_EQ(mails_left({}, k_ten, {.per_hour = 0, .per_day = 5}), 0);
}

TEST(MailAllowance, NeverGivesLessThanNoughtWhenTheLimitsWereLowered) {
  const MailTimes sent(7, k_ten - minutes{1});
  EXPECT_EQ(mails_left(sent, k_ten, k_two_an_hour), 0);
  EXPECT_TRUE(over_limit(sent, k_ten, k_two_an_hour));
}

}  // namespace
}  // namespace latchkey::storage
