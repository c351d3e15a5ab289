#include "adapters/http/clock_ahead.hpp"

#include <gtest/gtest.h>

#include <chrono>

namespace latchkey::http {
namespace {

using std::chrono::microseconds;
using std::chrono::milliseconds;
using std::chrono::seconds;

/// 22 November 2026, 10:00:00 UTC.
constexpr TimePoint k_ten_o_clock = std::chrono::sys_seconds{seconds{1'795'341'600}};

Response dated(const char* date) {
  return {.status = 200, .headers = {{"date", date}}, .body = ""};
}

Response at_ten() {
  return dated("Sun, 22 Nov 2026 10:00:00 GMT");
}

// Whole seconds, and an answer that took a while: neither is a clock that is off.
TEST(ClockAhead, IsZeroForWhatTheHeaderAndTheWayExplain) {
  EXPECT_EQ(
      clock_ahead(at_ten(), k_ten_o_clock + milliseconds{900}, k_ten_o_clock + milliseconds{950}),
      microseconds{0});
  EXPECT_EQ(clock_ahead(at_ten(), k_ten_o_clock - seconds{5}, k_ten_o_clock + seconds{5}),
            microseconds{0});
}

TEST(ClockAhead, SaysHowFarAtTheLeast) {
  EXPECT_EQ(clock_ahead(at_ten(), k_ten_o_clock + seconds{4}, k_ten_o_clock + seconds{5}),
            seconds{3});
  EXPECT_EQ(clock_ahead(at_ten(), k_ten_o_clock - seconds{70}, k_ten_o_clock - seconds{60}),
            seconds{-60});
}

TEST(ClockAhead, IsUnknownWithoutADate) {
  EXPECT_FALSE(clock_ahead(Response{}, k_ten_o_clock, k_ten_o_clock));
  EXPECT_FALSE(clock_ahead(dated("yesterday"), k_ten_o_clock, k_ten_o_clock));
}

}  // namespace
}  // namespace latchkey::http
