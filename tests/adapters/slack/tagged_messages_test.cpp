#include "adapters/slack/tagged_messages.hpp"

#include "tests/doubles/await.hpp"
#include "tests/doubles/fake_clock.hpp"
#include "tests/doubles/scripted_http_client.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace latchkey::slack {
namespace {

using doubles::json_response;
using nlohmann::json;
using std::chrono::seconds;
using testing::ElementsAre;
using testing::HasSubstr;
using testing::IsEmpty;

json ours(const std::string& ts, const std::string& step) {
  return {{"ts", ts},
          {"bot_id", "B0BOT"},
          {"user", "U0BOT"},
          {"metadata",
           {{"event_type", "latchkey_step"}, {"event_payload", {{"job", "j1"}, {"step", step}}}}}};
}

class TaggedMessagesTest : public testing::Test {
 protected:
  void SetUp() override {
    http_.always("auth.test",
                 json_response(200, R"({"ok":true,"user_id":"U0BOT","bot_id":"B0BOT"})"));
  }

  void answer_page(const std::string& method, const std::vector<json>& messages,
                   const std::string& cursor = "") {
    http_.answer(method, json_response(200, page(messages, cursor)));
  }

  static std::string page(const std::vector<json>& messages, const std::string& cursor) {
    return json{
        {"ok", true}, {"messages", messages}, {"response_metadata", {{"next_cursor", cursor}}}}
        .dump();
  }

  Expected<std::vector<chat::TaggedMessage>> find(const std::string& thread = "") {
    return doubles::await(messages_.find("C1", thread, TimePoint{seconds{1'763'798'400}}));
  }

  /// "step at ts", the found ones in order.
  std::vector<std::string> found(const std::string& thread = "") {
    std::vector<std::string> all;
    const auto messages = find(thread);
    if (!messages) return {messages.error().what};
    for (const auto& message : *messages) {
      EXPECT_EQ(message.tag.job, "j1");
      EXPECT_EQ(message.where.channel, "C1");
      all.push_back(message.tag.step + " at " + message.where.id);
    }
    return all;
  }

  /// The body of the newest request.
  std::string asked() { return http_.requests().back().body; }

  doubles::FakeClock clock_{TimePoint{}};
  doubles::ScriptedHttpClient http_;
  WebApiClient client_{"https://slack.com/api/", Secret{"xoxb"}, http_, clock_};
  Ourselves ourselves_{client_};
  TaggedMessages messages_{client_, ourselves_};
};

TEST_F(TaggedMessagesTest, ReadsTheChannelsHistoryAndGivesTheOldestFirst) {
  answer_page("conversations.history",
              {ours("1763798402.000000", "answer"), ours("1763798401.000000", "root")});
  EXPECT_THAT(found(), ElementsAre("root at 1763798401.000000", "answer at 1763798402.000000"));
  EXPECT_THAT(asked(), HasSubstr("channel=C1"));
  EXPECT_THAT(asked(), HasSubstr("include_all_metadata=true"));
  EXPECT_THAT(asked(), HasSubstr("inclusive=true"));
  EXPECT_THAT(asked(), HasSubstr("limit=200"));
}

// The message's name is a moment on Slack's clock, which may be behind ours.
TEST_F(TaggedMessagesTest, LooksAMinuteFurtherBackThanAsked) {
  answer_page("conversations.history", {});
  EXPECT_THAT(found(), IsEmpty());
  EXPECT_THAT(asked(), HasSubstr("oldest=1763798340.000000"));
}

TEST_F(TaggedMessagesTest, ReadsAThreadWithoutItsParent) {
  answer_page("conversations.replies", {ours("17.000001", "root"), ours("17.000002", "evidence")});
  EXPECT_THAT(found("17.000001"), ElementsAre("evidence at 17.000002"));
  EXPECT_THAT(asked(), HasSubstr("ts=17.000001"));
}

TEST_F(TaggedMessagesTest, ReadsEveryPage) {
  answer_page("conversations.history", {ours("19.000000", "c")}, "next/1");
  answer_page("conversations.history", {ours("18.000000", "b")}, "next/2");
  answer_page("conversations.history", {ours("17.000000", "a")});
  EXPECT_THAT(found(), ElementsAre("a at 17.000000", "b at 18.000000", "c at 19.000000"));
  EXPECT_THAT(asked(), HasSubstr("cursor=next%2F2"));
}

TEST_F(TaggedMessagesTest, KeepsOnlyWhatIsOursAndTagged) {
  auto foreign = ours("17.000001", "forged");
  foreign["bot_id"] = "B9EVIL";
  foreign["user"] = "U9EVIL";
  auto other_app = ours("17.000002", "other");
  other_app["metadata"]["event_type"] = "task_created";
  auto untagged = ours("17.000003", "none");
  untagged.erase("metadata");
  answer_page("conversations.history",
              {foreign, other_app, untagged, json{{"ts", "17.000004"}}, 7, ours("17.000005", "x")});
  EXPECT_THAT(found(), ElementsAre("x at 17.000005"));
}

TEST_F(TaggedMessagesTest, FindsNothingInAThreadThatIsGone) {
  http_.answer("conversations.replies",
               json_response(200, R"({"ok":false,"error":"thread_not_found"})"));
  EXPECT_THAT(found("17.000001"), IsEmpty());
}

// "Nothing found" makes us post again, so whatever prevents an answer must not look like it.
TEST_F(TaggedMessagesTest, SaysWhenItCouldNotLook) {
  http_.answer("conversations.history",
               json_response(200, R"({"ok":false,"error":"not_in_channel"})"));
  EXPECT_EQ(find().error().kind, ErrorKind::not_found);
  http_.answer("conversations.history", json_response(200, R"({"ok":true})"));
  EXPECT_EQ(find().error().kind, ErrorKind::misunderstood);
  answer_page("conversations.history", {ours("19.000000", "c")}, "next");
  http_.answer("conversations.history",
               json_response(200, R"({"ok":false,"error":"missing_scope"})"));
  EXPECT_EQ(find().error().kind, ErrorKind::refused);
}

TEST_F(TaggedMessagesTest, GivesUpAfterTwentyFivePages) {
  http_.always("conversations.history", json_response(200, page({}, "more")));
  EXPECT_EQ(find().error().kind, ErrorKind::unavailable);
  EXPECT_EQ(http_.requests().size(), 1U + 25U) << "auth.test, then the pages";
}

TEST_F(TaggedMessagesTest, LooksForNothingWhereItDoesNotKnowItself) {
  doubles::ScriptedHttpClient http;
  http.answer("auth.test", json_response(200, R"({"ok":false,"error":"invalid_auth"})"));
  WebApiClient client{"https://slack.com/api/", Secret{"xoxb"}, http, clock_};
  Ourselves ourselves{client};
  TaggedMessages messages{client, ourselves};
  EXPECT_EQ(doubles::await(messages.find("C1", "", TimePoint{})).error().kind, ErrorKind::refused);
}

}  // namespace
}  // namespace latchkey::slack
