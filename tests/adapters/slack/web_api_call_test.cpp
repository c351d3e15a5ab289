#include "adapters/slack/web_api_call.hpp"

#include <gtest/gtest.h>

namespace latchkey::slack {
namespace {

using nlohmann::json;

http::Request request_of(const Call& call) {
  return to_request(call, "https://slack.com/api/", Secret{"xoxb-token"});
}

std::string header(const http::Request& request, const std::string& name) {
  for (const auto& [key, value] : request.headers) {
    if (key == name) return value;
  }
  return {};
}

const chat::Message k_hello{.summary = "Hello", .blocks = {{.text = {chat::plain("Hello")}}}};

TEST(WebApiCall, PostsAMessageAsJsonWithSlacksGuessingSwitchedOff) {
  const auto call = post_message("C1", "17.1", k_hello);
  const auto request = request_of(call);
  EXPECT_EQ(request.method, http::Method::post);
  EXPECT_EQ(request.url, "https://slack.com/api/chat.postMessage");
  EXPECT_EQ(header(request, "Authorization"), "Bearer xoxb-token");
  EXPECT_EQ(header(request, "Content-Type"), "application/json; charset=utf-8");
  EXPECT_EQ(json::parse(request.body), json::parse(R"({
    "channel": "C1", "thread_ts": "17.1", "text": "Hello", "parse": "none", "link_names": false,
    "unfurl_links": false, "unfurl_media": false,
    "blocks": [{"type": "section", "text": {"type": "mrkdwn", "text": "Hello", "verbatim": true}}]})"));
  EXPECT_FALSE(post_message("C1", "", k_hello).arguments.contains("thread_ts"));
}

// Every call is a POST, and where its answer is lost, the HTTP client says `uncertain` of no other.
TEST(WebApiCall, SaysWhatMustNotBeSentTwice) {
  EXPECT_FALSE(request_of(post_message("C1", "", k_hello)).safe_to_repeat);
  EXPECT_FALSE(request_of(post_ephemeral("C1", "", "U1", k_hello)).safe_to_repeat);
  EXPECT_FALSE(request_of(open_view("t", {})).safe_to_repeat);
  EXPECT_TRUE(request_of(update_message({.channel = "C1", .id = "17.2"}, k_hello)).safe_to_repeat);
  EXPECT_TRUE(request_of(users_info("U1")).safe_to_repeat);
  EXPECT_TRUE(request_of(apps_connections_open()).safe_to_repeat);
}

// Readers do not see it; after a crash it tells what was posted already.
TEST(WebApiCall, PutsTheTagIntoTheMessagesMetadata) {
  chat::Message tagged = k_hello;
  tagged.tag = {.job = "j1", .step = "root"};
  EXPECT_EQ(post_message("C1", "", tagged).arguments["metadata"], json::parse(R"({
    "event_type": "latchkey_step", "event_payload": {"job": "j1", "step": "root"}})"));
  EXPECT_FALSE(post_message("C1", "", k_hello).arguments.contains("metadata"));
}

// Metadata that an edit does not mention stays as it is.
TEST(WebApiCall, LeavesTheTagAloneInAnEdit) {
  chat::Message tagged = k_hello;
  tagged.tag = {.job = "j1", .step = "root"};
  const auto call = update_message({.channel = "C1", .id = "17.2"}, tagged);
  EXPECT_FALSE(call.arguments.contains("metadata"));
}

// Slack counts posts by channel: a full one must not silence the others.
TEST(WebApiCall, CountsPostsByChannelAndEverythingElseByMethod) {
  EXPECT_EQ(post_message("C1", "", k_hello).limited_by, "chat.postMessage C1");
  EXPECT_EQ(users_info("U1").limited_by, "users.info");
  EXPECT_EQ(post_message("C1", "", k_hello).patience, std::chrono::seconds{60});
}

TEST(WebApiCall, TakesTheOldBlocksAwayWhereAnUpdateHasNone) {
  const auto call =
      update_message({.channel = "C1", .id = "17.2"}, {.summary = "Gone", .blocks = {}});
  EXPECT_EQ(call.method, "chat.update");
  EXPECT_EQ(call.arguments["ts"], "17.2");
  EXPECT_EQ(call.arguments["blocks"], json::array());
  EXPECT_TRUE(call.repeatable);
}

TEST(WebApiCall, WhispersToOnePerson) {
  const auto call = post_ephemeral("C1", "17.1", "U1", k_hello);
  EXPECT_EQ(call.method, "chat.postEphemeral");
  EXPECT_EQ(call.arguments["user"], "U1");
  EXPECT_EQ(call.arguments["thread_ts"], "17.1");
}

TEST(WebApiCall, OpensAModalWithoutWaitingForAnything) {
  const auto call = open_view(
      "t.1", {.title = "Ask", .action = "ask", .context = "", .submit = "Go", .inputs = {}});
  EXPECT_EQ(call.method, "views.open");
  EXPECT_EQ(call.arguments["trigger_id"], "t.1");
  EXPECT_EQ(call.arguments["view"]["type"], "modal");
  EXPECT_EQ(call.patience, std::chrono::seconds{0});
}

// These methods ignore JSON without a word: users.info then answers user_not_found.
TEST(WebApiCall, SendsQuestionsAsForms) {
  const auto request = request_of(users_info("U&1"));
  EXPECT_EQ(header(request, "Content-Type"), "application/x-www-form-urlencoded");
  EXPECT_EQ(request.body, "user=U%261");
  EXPECT_EQ(request_of(conversations_info("C1")).body, "channel=C1");
  EXPECT_EQ(request_of(usergroups_users_list("S1")).body, "usergroup=S1");
  EXPECT_EQ(request_of(apps_connections_open()).body, "");
  EXPECT_EQ(request_of(usergroups_list()).url, "https://slack.com/api/usergroups.list");
}

TEST(WebApiCall, NamesMomentsWithSixDigitsAfterThePoint) {
  const TimePoint at{std::chrono::microseconds{1'763'798'400'000'120}};
  EXPECT_EQ(conversations_history("C1", at, "").arguments["oldest"], "1763798400.000120");
  EXPECT_EQ(
      conversations_history("C1", TimePoint{std::chrono::seconds{-1}}, "").arguments["oldest"],
      "0.000000");
}

TEST(WebApiCall, SurvivesANameThatIsNotUtf8) {
  const auto request = request_of(post_message("C1", "", {.summary = "J\xf6rg", .blocks = {}}));
  EXPECT_EQ(json::parse(request.body)["text"], "J\uFFFDrg");
}

TEST(WebApiCall, RepliesPrivatelyAndReplacesNothing) {
  const auto body = json::parse(private_reply_body(k_hello));
  EXPECT_EQ(body["response_type"], "ephemeral");
  EXPECT_EQ(body["replace_original"], false);
  EXPECT_EQ(body["text"], "Hello");
}

}  // namespace
}  // namespace latchkey::slack
