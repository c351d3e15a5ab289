#include "bot/sessions/question_limit.hpp"

#include <gtest/gtest.h>

namespace latchkey {
namespace {

using namespace std::chrono_literals;
const TimePoint k_first_asked{std::chrono::sys_days{std::chrono::year{2026} / 11 / 22} + 12h};

TEST(QuestionLimit, CountsEachPersonForThemselves) {
  QuestionLimit limit{1};
  EXPECT_FALSE(limit.full_until("UDANA", k_first_asked));
  EXPECT_TRUE(limit.full_until("UDANA", k_first_asked + 1s));
  EXPECT_FALSE(limit.full_until("ULENA", k_first_asked + 1s));
}

TEST(QuestionLimit, ForgetsAQuestionAfterAMinute) {
  QuestionLimit limit{2};
  EXPECT_FALSE(limit.full_until("UDANA", k_first_asked));
  EXPECT_FALSE(limit.full_until("UDANA", k_first_asked + 30s));
  EXPECT_TRUE(limit.full_until("UDANA", k_first_asked + 59s));
  EXPECT_FALSE(limit.full_until("UDANA", k_first_asked + 60s));
  EXPECT_TRUE(limit.full_until("UDANA", k_first_asked + 61s));
}

TEST(QuestionLimit, ARefusedQuestionDoesNotCount) {
  QuestionLimit limit{1};
  EXPECT_FALSE(limit.full_until("UDANA", k_first_asked));
  EXPECT_TRUE(limit.full_until("UDANA", k_first_asked + 59s));
  EXPECT_FALSE(limit.full_until("UDANA", k_first_asked + 61s));
}

}  // namespace
}  // namespace latchkey
