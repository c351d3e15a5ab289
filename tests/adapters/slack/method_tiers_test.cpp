#include "adapters/slack/method_tiers.hpp"

#include <gtest/gtest.h>

#include <string>

namespace latchkey::slack {
namespace {

struct Tier {
  const char* method;
  int a_minute;
};

class MethodTiers : public testing::TestWithParam<Tier> {};

TEST_P(MethodTiers, SayHowOftenAMethodMayBeCalled) {
  EXPECT_EQ(calls_a_minute(GetParam().method), GetParam().a_minute);
}

INSTANTIATE_TEST_SUITE_P(Table, MethodTiers,
                         testing::Values(Tier{"apps.connections.open", 50}, Tier{"auth.test", 100},
                                         Tier{"chat.postEphemeral", 100}, Tier{"chat.update", 50},
                                         Tier{"conversations.history", 50},
                                         Tier{"conversations.info", 50},
                                         Tier{"conversations.replies", 50},
                                         Tier{"usergroups.list", 20},
                                         Tier{"usergroups.users.list", 20}, Tier{"users.info", 100},
                                         Tier{"users.lookupByEmail", 50}, Tier{"views.open", 100},
                                         Tier{"some.future.method", 20}),
                         [](const auto& row) {
                           std::string name = row.param.method;
                           for (auto& c : name) c = c == '.' ? '_' : c;
                           return name;
                         });

TEST(MethodTiers, AreNeverPassedInAnyMinute) {
  const auto rate = rate_of("chat.update", 1);
  EXPECT_DOUBLE_EQ(rate.burst + 60 * rate.per_second, 50);
}

TEST(MethodTiers, LetPostsBeginAtOneASecondAndChannel) {
  const auto rate = rate_of("chat.postMessage", 1);
  EXPECT_DOUBLE_EQ(rate.per_second, 1);
  EXPECT_DOUBLE_EQ(rate.burst, 4);
}

TEST(MethodTiers, GrowWithWhatSlackGranted) {
  EXPECT_DOUBLE_EQ(rate_of("chat.postMessage", 100).per_second, 100);
  EXPECT_DOUBLE_EQ(rate_of("chat.postMessage", 100).burst, 100);
  EXPECT_DOUBLE_EQ(rate_of("chat.update", 100).burst, 2'500);
}

}  // namespace
}  // namespace latchkey::slack
