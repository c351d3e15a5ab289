#include "adapters/http/http_client.hpp"

#include <gtest/gtest.h>

namespace latchkey::http {
namespace {

using std::chrono::seconds;

std::optional<seconds> retry_after_of(Headers headers) {
  return retry_after(Response{.status = 429, .headers = std::move(headers), .body = ""});
}

TEST(RetryAfter, ReadsSeconds) {
  EXPECT_EQ(retry_after_of({{"retry-after", "30"}}), seconds{30});
  EXPECT_EQ(retry_after_of({{"Retry-After", "0"}}), seconds{0});
}

TEST(RetryAfter, MeasuresADateByTheAnswersOwnClock) {
  EXPECT_EQ(retry_after_of({{"Date", "Sun, 22 Nov 2026 10:00:00 GMT"},
                            {"Retry-After", "Sun, 22 Nov 2026 10:02:00 GMT"}}),
            seconds{120});
  EXPECT_EQ(retry_after_of({{"Date", "Sun, 22 Nov 2026 10:00:00 GMT"},
                            {"Retry-After", "Sun, 22 Nov 2026 09:00:00 GMT"}}),
            seconds{0});
}

TEST(RetryAfter, IsNeverMoreThanAnHour) {
  EXPECT_EQ(retry_after_of({{"Retry-After", "86400"}}), seconds{3600});
  EXPECT_EQ(retry_after_of({{"Retry-After", "99999999999999999999999"}}), seconds{3600});
  EXPECT_EQ(retry_after_of({{"Date", "Sun, 22 Nov 2026 10:00:00 GMT"},
                            {"Retry-After", "Mon, 23 Nov 2026 10:00:00 GMT"}}),
            seconds{3600});
}

TEST(RetryAfter, IsNothingWhereTheHeaderIsMissingOrNonsense) {
  EXPECT_EQ(retry_after_of({}), std::nullopt);
  for (const char* text : {"", "soon", "-5", "1.5", "30s", "Sun, 22 Nov 2026 10:02:00 GMT"}) {
    EXPECT_EQ(retry_after_of({{"Retry-After", text}}), std::nullopt) << text;
  }
}

}  // namespace
}  // namespace latchkey::http
