#include "bot/rendering/doctor_json.hpp"
#include "bot/rendering/doctor_text.hpp"
#include "tests/bot/rendering/golden.hpp"

#include <gtest/gtest.h>

#include <string>

namespace latchkey::doctor {
namespace {

Checks mixed() {
  return {{"Slack", "bot token", Status::ok, "@latchkey of Keyhole Support"},
          {"Mailgun", "domain customers.gitlab.com", Status::fail, "401 unauthorized\n\x1b[31m",
           "Take an account key with the role support."},
          {"CustomersDot", "columns", Status::info, "no locked_at, so locks are not looked at"},
          {"Store", "/a/very/long/path/that/nobody/would/want/to/align/to/latchkey.db",
           Status::warn, "“full”", "Make room → here."}};
}

// Aligned columns, no control characters of others, and a count at the end.
TEST(DoctorGolden, ReportAsTextAndJson) {
  expect_golden("doctor/report.txt", rendering::to_text(mixed(), {.unicode = true}));
  expect_golden("doctor/report_ascii.txt", rendering::to_text(mixed(), {}));
  expect_golden("doctor/report_colour.txt",
                rendering::to_text(mixed(), {.colour = true, .unicode = true}));
  expect_golden("doctor/report.json", rendering::to_json_text(mixed()));
}

TEST(DoctorReport, IsOkWhereNothingFailed) {
  const Checks checks = {{"Store", "memory", Status::warn, "forgets", "Set store.url."}};
  EXPECT_NE(rendering::to_json_text(checks).find("\"ok\": true"), std::string::npos);
  EXPECT_NE(rendering::to_text(checks, {}).find("\nno problems, 1 warning\n"), std::string::npos);
}

}  // namespace
}  // namespace latchkey::doctor
