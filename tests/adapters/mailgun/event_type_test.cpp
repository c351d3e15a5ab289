#include "adapters/mailgun/event_type.hpp"

#include <gtest/gtest.h>
#include <nlohmann/json.hpp>

namespace latchkey::mailgun {
namespace {

TEST(EventType, KnowsTheFirstOpenAndClickOfTheLogsApi) {
  const auto type = [](const char* word) { return event_type({{"event", word}}); };
  EXPECT_EQ(type("unique_opened"), MailEventType::opened);
  EXPECT_EQ(type("unique_clicked"), MailEventType::clicked);
}

// A kind that is new or no mail's must never be taken for a fate.
TEST(EventType, KeepsWhatItDoesNotKnowUnjudged) {
  for (const char* word : {"trapped", "email_validation", "stored", "bounced", "dropped", ""}) {
    EXPECT_EQ(event_type({{"event", word}}), MailEventType::other) << word;
  }
  EXPECT_EQ(event_type(nlohmann::json::array()), MailEventType::other);
  EXPECT_EQ(event_type({{"event", 7}}), MailEventType::other);
}

}  // namespace
}  // namespace latchkey::mailgun
