#include "core/base/log_limit.hpp"

#include "tests/doubles/fake_clock.hpp"

#include <gtest/gtest.h>

namespace latchkey {
namespace {

TEST(LogLimit, LetsOneLineThroughPerIntervalAndCountsTheRest) {
  doubles::FakeClock clock{TimePoint{}};
  LogLimit limit{clock, std::chrono::seconds{60}};
  EXPECT_EQ(limit.note(), 1);
  for (int i = 0; i < 999; ++i) EXPECT_EQ(limit.note(), std::nullopt);

  clock.advance(std::chrono::seconds{59});
  EXPECT_EQ(limit.note(), std::nullopt);
  clock.advance(std::chrono::seconds{1});
  EXPECT_EQ(limit.note(), 1'001);
  EXPECT_EQ(limit.note(), std::nullopt);
}

}  // namespace
}  // namespace latchkey
