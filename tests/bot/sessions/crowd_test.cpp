// What looks like a crowd right after a crash is none: the dead are counted for a while.
#include "bot/sessions/crowd.hpp"

#include <gtest/gtest.h>

#include <chrono>

namespace latchkey {
namespace {

using namespace std::chrono_literals;

struct CrowdTest : testing::Test {
  Crowd crowd{30s};
  Crowd::SteadyTime now{};

  bool after(std::chrono::seconds time, bool too_many) {
    now += time;
    return crowd.is_to_be_told(too_many, now);
  }
};

TEST_F(CrowdTest, IsNotToldOfWhileTheDeadAreCounted) {
  EXPECT_FALSE(after(0s, true));
  EXPECT_FALSE(after(10s, true));
  EXPECT_FALSE(after(20s, true)) << "the last moment of its lease";
  EXPECT_FALSE(after(10s, false));
  EXPECT_FALSE(after(10s, true)) << "the next one";
}

TEST_F(CrowdTest, IsToldOfOnceWhereItStays) {
  EXPECT_FALSE(after(0s, true));
  EXPECT_TRUE(after(31s, true));
  EXPECT_FALSE(after(31s, true));
}

TEST_F(CrowdTest, IsToldOfAgainWhereItHasGoneAndComeBack) {
  after(0s, true);
  after(31s, true);
  after(10s, false);
  EXPECT_FALSE(after(10s, true));
  EXPECT_TRUE(after(31s, true));
}

}  // namespace
}  // namespace latchkey
