// Guards against times that a vendor would write or read otherwise.
#include "deploy/sandbox/timestamps.hpp"

#include <gtest/gtest.h>

namespace latchkey::sandbox {
namespace {

using namespace std::chrono_literals;

const TimePoint k_moment{1795387080s + 91700us};

TEST(Timestamps, WritesEachVendorsForm) {
  EXPECT_EQ(slack_ts(k_moment), "1795387080.091700");
  EXPECT_EQ(iso_time(k_moment), "2026-11-22T22:38:00.091Z");
  EXPECT_EQ(http_date(k_moment), "Sun, 22 Nov 2026 22:38:00 GMT");
  EXPECT_DOUBLE_EQ(epoch_seconds(k_moment), 1795387080.0917);
}

TEST(Timestamps, ReadsWhatMailgunReads) {
  EXPECT_EQ(parse_mailgun_time("1795387080"), TimePoint{1795387080s});
  EXPECT_EQ(parse_mailgun_time("1795387080.0917"), k_moment);
  EXPECT_EQ(parse_mailgun_time("Sun, 22 Nov 2026 22:38:00 GMT"), TimePoint{1795387080s});
  EXPECT_EQ(parse_mailgun_time("Sun, 22 Nov 2026 23:38:00 +0100"), TimePoint{1795387080s});
}

TEST(Timestamps, RefusesWhatMailgunRefuses) {
  for (const char* text : {"", "yesterday", "Sun, 22 Nov 2026 22:38:00 EST", "-5",
                           "Sun, 31 Feb 2026 22:38:00 GMT", "1795387080x"}) {
    EXPECT_FALSE(parse_mailgun_time(text)) << text;
  }
}

TEST(Timestamps, ReadsRelativeTimes) {
  EXPECT_EQ(parse_relative_time("-1d5h", k_moment), k_moment - 29h);
  EXPECT_EQ(parse_relative_time("+30s", k_moment), k_moment + 30s);
  EXPECT_EQ(parse_relative_time("now", k_moment), k_moment);
  for (const char* text : {"", "2d", "-", "-d", "-2y", "-2d "}) {
    EXPECT_FALSE(parse_relative_time(text, k_moment)) << text;
  }
}

}  // namespace
}  // namespace latchkey::sandbox
