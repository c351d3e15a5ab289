#include "adapters/slack/method_tiers.hpp"

#include <gtest/gtest.h>

#include <string>

namespace latchkey::slack {
namespace {

struct Row {
  const char* method;
  int a_minute;
};

class MethodTiers : public testing::TestWithParam<Row> {};

TEST_P(MethodTiers, SayHowOftenAMethodMayBeCalled) {
  EXPECT_EQ(calls_a_minute(GetParam().method), GetParam().a_minute);
}

INSTANTIATE_TEST_SUITE_P(Table, MethodTiers,
                         testing::Values(Row{"apps.connections.open", 50}, Row{"auth.test", 100},
                                         Row{"chat.postEphemeral", 100}, Row{"chat.update", 50},
                                         Row{"conversations.history", 50},
                                         Row{"conversations.info", 50},
                                         Row{"conversations.replies", 50},
                                         Row{"usergroups.list", 20},
                                         Row{"usergroups.users.list", 20}, Row{"users.info", 100},
                                         Row{"views.open", 100}, Row{"some.future.method", 20}),
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
