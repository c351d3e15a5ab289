#include "adapters/http/internet_date.hpp"

#include "core/base/time.hpp"

#include <gtest/gtest.h>

namespace latchkey::http {
namespace {

TEST(InternetDate, ReadsHttpsZoneMailgunsAndNumericOnes) {
  const auto expected = parse_time("2026-03-26T12:59:15Z").value();
  for (const char* text : {"Thu, 26 Mar 2026 12:59:15 UTC", "Thu, 26 Mar 2026 12:59:15 GMT",
                           "Thu, 26 Mar 2026 13:59:15 +0100", "Thu, 26 Mar 2026 12:59:15 -0000"}) {
    EXPECT_EQ(parse_internet_date(text), expected) << text;
  }
}

TEST(InternetDate, ReadsNothingElse) {
  for (const char* text :
       {"", "2026-03-26T12:59:15Z", "Thu, 26 Mar 2026 12:59:15 EST", "Thu, 26 Mar 2026 12:59:15",
        "Thu, 36 Mar 2026 12:59:15 UTC", "Thu, 26 Mar 2026 12:59:15 UTC tomorrow"}) {
    EXPECT_EQ(parse_internet_date(text), std::nullopt) << text;
  }
}

TEST(InternetDate, IsWrittenWithANumericZone) {
  const auto at =
      std::chrono::floor<std::chrono::seconds>(parse_time("2026-11-08T09:05:07Z").value());
  EXPECT_EQ(format_internet_date(at), "Sun, 08 Nov 2026 09:05:07 +0000");
}

}  // namespace
}  // namespace latchkey::http
