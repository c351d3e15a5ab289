#include "adapters/portal/quiet_time.hpp"

#include <gtest/gtest.h>

namespace latchkey::portal {
namespace {

using std::chrono::seconds;

TEST(QuietTime, LastsForAsLongAsTheSiteSays) {
  QuietTime quiet;
  EXPECT_FALSE(quiet.left());
  quiet.begin(std::nullopt);
  EXPECT_FALSE(quiet.left()) << "it did not say how long";
  quiet.begin(seconds{0});
  EXPECT_FALSE(quiet.left());
  quiet.begin(seconds{3600});
  ASSERT_TRUE(quiet.left());
  EXPECT_LE(*quiet.left(), seconds{3600});
  EXPECT_GT(*quiet.left(), seconds{3000});
}

TEST(QuietTime, IsSaidInWordsThatNeverPromiseTooEarly) {
  EXPECT_EQ(wait_words(std::nullopt), "");
  EXPECT_EQ(wait_words(seconds{0}), "");
  EXPECT_EQ(wait_words(seconds{1}), "; try again in 1 s");
  EXPECT_EQ(wait_words(seconds{119}), "; try again in 119 s");
  EXPECT_EQ(wait_words(seconds{120}), "; try again in 2 minutes");
  EXPECT_EQ(wait_words(seconds{121}), "; try again in 3 minutes");
}

}  // namespace
}  // namespace latchkey::portal
