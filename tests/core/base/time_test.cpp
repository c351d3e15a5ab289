#include "core/base/time.hpp"

#include <gtest/gtest.h>

#include <string>

namespace latchkey {
namespace {

using std::chrono::days;
using std::chrono::hours;
using std::chrono::microseconds;
using std::chrono::minutes;
using std::chrono::seconds;

const TimePoint k_morning{std::chrono::sys_days{std::chrono::year{2026} / 11 / 20} + hours{8} +
                          seconds{3}};

TEST(Time, IsWrittenInUtcToTheSecond) {
  EXPECT_EQ(format_rfc3339(k_morning), "2026-11-20T08:00:03Z");
  EXPECT_EQ(format_rfc3339(k_morning + microseconds{999'999}), "2026-11-20T08:00:03Z");
}

class SameMoment : public testing::TestWithParam<std::string> {};

TEST_P(SameMoment, IsRead) {
  EXPECT_EQ(parse_time(GetParam()), k_morning);
}

INSTANTIATE_TEST_SUITE_P(All, SameMoment,
                         testing::Values("2026-11-20T08:00:03Z", "2026-11-20T08:00:03.000Z",
                                         "2026-11-20T10:00:03+02:00", "2026-11-20T10:00:03+0200",
                                         "2026-11-20T03:00:03.000000-05:00", "2026-11-20T08:00:03",
                                         "2026-11-20 08:00:03", "2026-11-20 08:00:03.000000",
                                         "2026-11-20 08:00:03 UTC", "2026-11-20 08:00:03+00",
                                         "2026-11-20 10:00:03+02:00", "2026-11-20 10:00:03+0200"));

TEST(Time, KeepsMicroseconds) {
  EXPECT_EQ(parse_time("2026-11-20 08:00:03.123456"), k_morning + microseconds{123'456});
}

class NoMoment : public testing::TestWithParam<std::string> {};

TEST_P(NoMoment, IsRefused) {
  EXPECT_EQ(parse_time(GetParam()), std::nullopt);
}

INSTANTIATE_TEST_SUITE_P(All, NoMoment,
                         testing::Values("", "yesterday", "2026-11-20", "2026-13-20T08:00:03Z",
                                         "2026-02-30T08:00:03Z", "2026-11-20T08:00:03Z later",
                                         "2026-11-20 08:00:03 CET", "20.11.2026 08:00:03"));

TEST(Age, IsToldInItsLargestUnitRoundedDown) {
  EXPECT_EQ(format_age(seconds{59}), "less than a minute");
  EXPECT_EQ(format_age(minutes{1}), "1 minute");
  EXPECT_EQ(format_age(minutes{59}), "59 minutes");
  EXPECT_EQ(format_age(hours{1}), "1 hour");
  EXPECT_EQ(format_age(hours{47}), "1 day");
  EXPECT_EQ(format_age(days{14}), "14 days");
}

TEST(Duration, IsReadWithItsUnit) {
  EXPECT_EQ(parse_duration("30s"), seconds{30});
  EXPECT_EQ(parse_duration("10m"), minutes{10});
  EXPECT_EQ(parse_duration("6h"), hours{6});
  EXPECT_EQ(parse_duration("14d"), days{14});
}

class NoDuration : public testing::TestWithParam<std::string> {};

TEST_P(NoDuration, IsRefused) {
  EXPECT_EQ(parse_duration(GetParam()), std::nullopt);
}

INSTANTIATE_TEST_SUITE_P(All, NoDuration,
                         testing::Values("", "14", "d", "-1d", "1w", "1d2h", "1 d", "1.5h",
                                         "99999999999d", "99999999999999999999d"));

}  // namespace
}  // namespace latchkey
