#include "adapters/slack/malformed_log.hpp"

#include "tests/adapters/slack/captured_log.hpp"
#include "tests/doubles/fake_clock.hpp"

#include <gtest/gtest.h>

namespace latchkey::slack {
namespace {

TEST(MalformedLog, WritesOneLineAMinuteAndCountsTheRest) {
  doubles::FakeClock clock{TimePoint{}};
  const CapturedLog log;
  MalformedLog malformed{clock};
  for (int i = 0; i < 1'000; ++i) malformed.note("it is not JSON");
  EXPECT_EQ(
      log.text(),
      "warning: Slack sent 1 message that could not be read; the last one: it is not JSON.\n");
  EXPECT_EQ(malformed.total(), 1'000);

  clock.advance(std::chrono::minutes{1});
  malformed.note("it has no envelope_id");
  EXPECT_TRUE(
      log.has("warning: Slack sent 1000 messages that could not be read; the last one: it "
              "has no envelope_id.\n"));
}

}  // namespace
}  // namespace latchkey::slack
