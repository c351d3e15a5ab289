#include "tests/bench/peers/endpoint/posted_messages.hpp"

#include <gtest/gtest.h>
#include <nlohmann/json.hpp>

#include <string>
#include <vector>

namespace latchkey::bench {
namespace {

using nlohmann::json;

std::vector<std::string> texts(const json& answer) {
  std::vector<std::string> texts;
  for (const auto& message : answer["messages"]) texts.push_back(message["text"]);
  return texts;
}

class BenchMessages : public ::testing::Test {
 protected:
  std::int64_t post(const std::string& text, std::int64_t thread = 0,
                    const std::string& metadata = {}) {
    PostedMessage message;
    message.thread = thread;
    message.text = text;
    message.metadata = metadata;
    return messages.add(std::move(message)).time;
  }

  PostedMessages messages;
};

using Texts = std::vector<std::string>;

TEST_F(BenchMessages, HistoryIsTheFirstMessagesNewestFirst) {
  const auto first = post("first");
  post("reply", first);
  post("second");
  EXPECT_EQ(texts(messages.history({})), (Texts{"second", "first"}));
  EXPECT_EQ(texts(messages.replies(first, {})), (Texts{"first", "reply"}));
}

TEST_F(BenchMessages, OldestIsLeftOutUnlessItIsToBeIncluded) {
  const auto first = post("first");
  post("second");
  EXPECT_EQ(texts(messages.history({.oldest = first})), (Texts{"second"}));
  EXPECT_EQ(texts(messages.history({.oldest = first, .inclusive = true})),
            (Texts{"second", "first"}));
}

TEST_F(BenchMessages, APageEndsWithACursorThatTheNextBeginsAt) {
  for (const char* text : {"first", "second", "third"}) post(text);
  const auto page = messages.history({.limit = 2});
  EXPECT_EQ(texts(page), (Texts{"third", "second"}));
  const auto cursor = page["response_metadata"]["next_cursor"].get<std::string>();
  const auto rest = messages.history({.latest = parse_message_time(cursor), .limit = 2});
  EXPECT_EQ(texts(rest), (Texts{"first"}));
  EXPECT_EQ(rest["response_metadata"]["next_cursor"], "");
}

TEST_F(BenchMessages, MetadataComesBackWhereItIsAskedFor) {
  post("first", 0, R"({"event_type":"job","event_payload":{"step":"root"}})");
  EXPECT_FALSE(messages.history({})["messages"][0].contains("metadata"));
  EXPECT_EQ(messages.history({.with_metadata = true})["messages"][0]["metadata"]["event_payload"],
            json({{"step", "root"}}));
}

TEST_F(BenchMessages, TimesAreWrittenAndReadAsSlackWritesThem) {
  EXPECT_EQ(message_time(1'763'798'400'000'100), "1763798400.000100");
  EXPECT_EQ(parse_message_time("1763798400.000100"), 1'763'798'400'000'100);
  EXPECT_EQ(parse_message_time("1763798400"), 1'763'798'400'000'000);
  EXPECT_EQ(parse_message_time(""), 0);
}

}  // namespace
}  // namespace latchkey::bench
