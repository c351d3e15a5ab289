#include "adapters/slack/shorten.hpp"

#include <gtest/gtest.h>

namespace latchkey::slack {
namespace {

TEST(Shorten, LeavesWhatFits) {
  EXPECT_EQ(shorten("", 3), "");
  EXPECT_EQ(shorten("abc", 3), "abc");
  EXPECT_EQ(shorten("äöü", 3), "äöü");
}

TEST(Shorten, EndsWithAnEllipsisWithinTheLimit) {
  EXPECT_EQ(shorten("abcd", 3), "ab…");
  EXPECT_EQ(shorten("äöüß", 3), "äö…");
  EXPECT_EQ(shorten("abcd", 1), "…");
}

}  // namespace
}  // namespace latchkey::slack
