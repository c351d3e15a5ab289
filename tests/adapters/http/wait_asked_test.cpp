#include "adapters/http/wait_asked.hpp"

#include <gtest/gtest.h>

#include <string>

namespace latchkey::http {
namespace {

using std::chrono::seconds;

std::optional<seconds> wait_of(int status, Headers headers, std::string body = "") {
  const auto now = parse_time("2026-11-22T10:00:00Z").value();
  return wait_asked({status, std::move(headers), std::move(body)}, now);
}

std::optional<seconds> wait_until_reset(const std::string& reset) {
  return wait_of(429, {{"ratelimit-reset", reset}});
}

TEST(WaitAsked, IsWhatRetryAfterSaysFirstOfAll) {
  EXPECT_EQ(wait_of(429, {{"RateLimit-Reset", "9"}, {"Retry-After", "7"}}), seconds{7});
  EXPECT_EQ(wait_of(503, {{"Retry-After", "7"}}), seconds{7});
}

TEST(WaitAsked, ReadsAResetAsTheMomentThatItIs) {
  EXPECT_EQ(wait_until_reset("1795341605"), seconds{5}) << "GitLab";
  EXPECT_EQ(wait_until_reset("1795341604637"), seconds{5}) << "Mailgun";
}

// PagerDuty says how many seconds to wait. No moment of our time is so near to 1970.
TEST(WaitAsked, ReadsASmallResetAsSecondsToWait) {
  EXPECT_EQ(wait_until_reset("32"), seconds{32});
  EXPECT_EQ(wait_until_reset("0.2"), seconds{1});
  EXPECT_EQ(wait_until_reset("900"), seconds{900});
}

TEST(WaitAsked, BelievesNoResetThatIsOverAQuarterOfAnHourAwayOrPast) {
  for (const char* reset : {"901", "86400", "1795341500", "1795345600", "0", "-5", "soon", ""}) {
    EXPECT_EQ(wait_until_reset(reset), std::nullopt) << reset;
  }
}

// Sent with every answer, it says when the count begins anew, not that it is used up.
TEST(WaitAsked, IsNothingOfALimitThatIsNotReached) {
  EXPECT_EQ(wait_of(503, {{"RateLimit-Reset", "32"}}), std::nullopt);
  EXPECT_EQ(wait_of(200, {{"X-RateLimit-Reset", "1795341605"}}), std::nullopt);
  EXPECT_EQ(wait_of(503, {}, R"({"retry-seconds":60})"), std::nullopt);
}

TEST(WaitAsked, MayStandInTheBodyOnly) {
  EXPECT_EQ(wait_of(429, {}, R"({"retry-seconds":60})"), seconds{60});
  EXPECT_EQ(wait_of(420, {}, R"({"retry-seconds":0})"), seconds{0});
  EXPECT_EQ(wait_of(429, {{"RateLimit-Reset", "9"}}, R"({"retry-seconds":60})"), seconds{9});
  for (const char* body : {R"({"retry-seconds":-1})", R"({"retry-seconds":90000})",
                           R"({"retry-seconds":"60"})", "[60]", "60", "Retry later", ""}) {
    EXPECT_EQ(wait_of(429, {}, body), std::nullopt) << body;
  }
}

}  // namespace
}  // namespace latchkey::http
