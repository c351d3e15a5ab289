#include "adapters/http/deadline.hpp"

#include <gtest/gtest.h>

namespace latchkey::http {
namespace {

using std::chrono::milliseconds;
using std::chrono::seconds;

TEST(Deadline, IsNeverExceededByALimitWithinIt) {
  const Deadline whole{seconds{60}};
  EXPECT_EQ(whole.or_within(seconds{3}).length(), seconds{3});
  EXPECT_LT(whole.or_within(seconds{3}).at(), whole.at());
  EXPECT_EQ(whole.or_within(seconds{90}).at(), whole.at());
  EXPECT_EQ(whole.or_within(seconds{90}).length(), seconds{60}) << "a sentence names what passed";
}

TEST(Deadline, LeavesNothingNegative) {
  EXPECT_EQ(Deadline{milliseconds{-5}}.left(), milliseconds{0});
  EXPECT_LE(Deadline{seconds{60}}.left(), seconds{60});
}

TEST(Deadline, ReadsAsAPersonWouldSayIt) {
  EXPECT_EQ(duration_words(milliseconds{50}), "50 ms");
  EXPECT_EQ(duration_words(milliseconds{999}), "999 ms");
  EXPECT_EQ(duration_words(seconds{3}), "3 s");
  EXPECT_EQ(duration_words(milliseconds{1500}), "1.5 s");
  // What is left of ten seconds when a request is built.
  EXPECT_EQ(duration_words(milliseconds{9998}), "10 s");
}

}  // namespace
}  // namespace latchkey::http
