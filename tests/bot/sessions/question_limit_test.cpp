#include "bot/sessions/question_limit.hpp"

#include <gtest/gtest.h>

namespace latchkey {
namespace {

using namespace std::chrono_literals;
const TimePoint k_noon{std::chrono::sys_days{std::chrono::year{2026} / 11 / 22} + 12h};

TEST(QuestionLimit, CountsEachPersonForThemselves) {
  QuestionLimit limit{1};
  EXPECT_TRUE(limit.allow("UDANA", k_noon));
  EXPECT_FALSE(limit.allow("UDANA", k_noon + 1s));
  EXPECT_TRUE(limit.allow("ULENA", k_noon + 1s));
}

TEST(QuestionLimit, ForgetsAQuestionAfterAMinute) {
  QuestionLimit limit{2};
  EXPECT_TRUE(limit.allow("UDANA", k_noon));
  EXPECT_TRUE(limit.allow("UDANA", k_noon + 30s));
  EXPECT_FALSE(limit.allow("UDANA", k_noon + 59s));
  EXPECT_TRUE(limit.allow("UDANA", k_noon + 60s));
  EXPECT_FALSE(limit.allow("UDANA", k_noon + 61s));
}

TEST(QuestionLimit, ARefusedQuestionDoesNotCount) {
  QuestionLimit limit{1};
  EXPECT_TRUE(limit.allow("UDANA", k_noon));
  EXPECT_FALSE(limit.allow("UDANA", k_noon + 59s));
  EXPECT_TRUE(limit.allow("UDANA", k_noon + 61s));
}

}  // namespace
}  // namespace latchkey
