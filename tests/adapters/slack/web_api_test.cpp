#include "adapters/slack/web_api.hpp"

#include "tests/doubles/await.hpp"
#include "tests/doubles/fake_clock.hpp"
#include "tests/doubles/scripted_http_client.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace latchkey::slack {
namespace {

namespace asio = boost::asio;
using doubles::json_response;
using std::chrono::milliseconds;
using testing::ElementsAre;

const chat::Message k_message{.summary = "Hello", .blocks = {{.text = {chat::plain("Hello")}}}};

/// The Web API over scripted answers; waits pass at once, on a clock that is turned by them.
class WebApiTest : public testing::Test {
 protected:
  void answer(const std::string& method, const std::string& body) {
    http_.answer(method, json_response(200, body));
  }

  /// A full member.
  static std::string person(const std::string& id, const std::string& team) {
    return R"({"ok":true,"user":{"id":")" + id + R"(","team_id":")" + team +
           R"(","is_restricted":false,"is_ultra_restricted":false}})";
  }

  doubles::FakeClock clock_{TimePoint{}};
  std::vector<milliseconds> waits_;
  std::vector<std::string> refusals_;
  doubles::ScriptedHttpClient http_;
  WebApi slack_{{.api_url = "https://slack.com/api/",
                 .app_token = {},
                 .bot_token = Secret{"xoxb"},
                 .network = {},
                 .on_refused_token = [this](const Error& why) { refusals_.push_back(why.what); }},
                http_,
                clock_,
                [this](milliseconds duration) { return pass(duration); }};

 private:
  asio::awaitable<void> pass(milliseconds duration) {
    waits_.push_back(duration);
    clock_.advance(duration);
    co_return;
  }
};

TEST_F(WebApiTest, SaysWhereAPostStands) {
  answer("chat.postMessage", R"({"ok":true,"channel":"C1","ts":"17.1"})");
  const auto posted = doubles::await(slack_.post("C1", "", k_message));
  ASSERT_TRUE(posted);
  EXPECT_EQ(posted->channel, "C1");
  EXPECT_EQ(posted->id, "17.1");
}

TEST_F(WebApiTest, UpdatesWhispersAndOpensForms) {
  answer("chat.update", R"({"ok":true})");
  answer("chat.postEphemeral", R"({"ok":true,"message_ts":"17.2"})");
  answer("views.open", R"({"ok":true,"view":{}})");
  EXPECT_TRUE(doubles::await(slack_.update({"C1", "17.1"}, k_message, chat::Edit::lasting)));
  EXPECT_TRUE(doubles::await(slack_.whisper("C1", "", "U1", k_message)));
  EXPECT_TRUE(doubles::await(slack_.open_modal(
      "t.1", {.title = "Ask", .action = "a", .context = "", .submit = "Go", .inputs = {}})));
  EXPECT_EQ(http_.unused(), 0U);
}

TEST_F(WebApiTest, LinksToAMessageWithItsThreadOpen) {
  answer("chat.getPermalink",
         R"({"ok":true,"permalink":"https://keyhole.slack.com/archives/C1/p17000000000001"})");
  EXPECT_EQ(
      *doubles::await(slack_.link_to({"C1", "1700000000.0001"})),
      "https://keyhole.slack.com/archives/C1/p17000000000001?thread_ts=1700000000.0001&cid=C1");
  const std::string reply = "https://keyhole.slack.com/archives/C1/p2?thread_ts=1.1&cid=C1";
  answer("chat.getPermalink", R"({"ok":true,"permalink":")" + reply + R"("})");
  EXPECT_EQ(*doubles::await(slack_.link_to({"C1", "2.2"})), reply);
  answer("chat.getPermalink", R"({"ok":false,"error":"message_not_found"})");
  EXPECT_EQ(doubles::await(slack_.link_to({"C1", "3.3"})).error().kind, ErrorKind::not_found);
}

TEST_F(WebApiTest, ShowsAHomeTab) {
  answer("views.publish", R"({"ok":true,"view":{}})");
  EXPECT_TRUE(doubles::await(slack_.show_home("U1", k_message)));
}

TEST_F(WebApiTest, WaitsAsLongAsSlackSaysAndPostsOnce) {
  http_.answer("chat.postMessage", json_response(429, "", {{"Retry-After", "7"}}));
  answer("chat.postMessage", R"({"ok":true,"channel":"C1","ts":"17.1"})");
  EXPECT_TRUE(doubles::await(slack_.post("C1", "", k_message)));
  ASSERT_EQ(waits_.size(), 1U);
  EXPECT_GE(waits_.front(), milliseconds{7'000});
  EXPECT_LE(waits_.front(), milliseconds{7'500}) << "at most half a second of jitter";
}

// Slack told us to leave this channel alone: the next post waits without asking.
TEST_F(WebApiTest, LeavesAFullChannelAloneButNotTheOthers) {
  http_.always("chat.postMessage", json_response(429, "", {{"Retry-After", "100"}}));
  const auto full = doubles::await(slack_.post("C1", "", k_message));
  EXPECT_EQ(full.error().kind, ErrorKind::rate_limited);
  EXPECT_EQ(full.error().retry_after, std::chrono::seconds{100});
  const auto again = doubles::await(slack_.post("C1", "", k_message));
  EXPECT_EQ(again.error().kind, ErrorKind::rate_limited);
  EXPECT_EQ(http_.requests().size(), 1U);
  doubles::await(slack_.post("C2", "", k_message));
  EXPECT_EQ(http_.requests().size(), 2U);
  EXPECT_TRUE(waits_.empty());
}

TEST_F(WebApiTest, PostsIntoOneChannelAtSlacksRate) {
  http_.always("chat.postMessage", json_response(200, R"({"ok":true,"channel":"C1","ts":"17.1"})"));
  for (int i = 0; i < 6; ++i) EXPECT_TRUE(doubles::await(slack_.post("C1", "", k_message)));
  EXPECT_THAT(waits_, ElementsAre(milliseconds{1'000}, milliseconds{1'000}))
      << "four at once, then one a second";
  EXPECT_TRUE(doubles::await(slack_.post("C2", "", k_message)));
  EXPECT_EQ(waits_.size(), 2U);
}

TEST_F(WebApiTest, GivesUpAfterThreeWaits) {
  http_.always("chat.update", json_response(429, "", {{"Retry-After", "1"}}));
  const auto updated =
      doubles::await(slack_.update({"C1", "17.1"}, k_message, chat::Edit::lasting));
  EXPECT_EQ(updated.error().kind, ErrorKind::rate_limited);
  EXPECT_EQ(waits_.size(), 3U);
}

TEST_F(WebApiTest, DoesNotPostAgainWhereTheFateOfAPostIsOpen) {
  http_.answer("chat.postMessage", json_response(500, ""));
  EXPECT_EQ(doubles::await(slack_.post("C1", "", k_message)).error().kind, ErrorKind::uncertain);
  EXPECT_EQ(http_.requests().size(), 1U);
}

TEST_F(WebApiTest, AsksAgainWhereSlackIsInTrouble) {
  http_.answer("conversations.info", json_response(503, "<html>"));
  answer("conversations.info", R"({"ok":true,"channel":{"id":"C1","is_ext_shared":true}})");
  const auto channel = doubles::await(slack_.channel("C1", chat::Freshness::now));
  ASSERT_TRUE(channel);
  EXPECT_TRUE(channel->shared);
  EXPECT_THAT(waits_, ElementsAre(milliseconds{500}));
}

TEST_F(WebApiTest, AsksWhoWeAreOnceToTellPeopleFromGuests) {
  answer("auth.test", R"({"ok":true,"user_id":"U0BOT","team_id":"T1"})");
  answer("users.info", person("U1", "T1"));
  answer("users.info", person("U2", "T9"));
  EXPECT_FALSE(doubles::await(slack_.person("U1", chat::Freshness::now))->guest);
  EXPECT_TRUE(doubles::await(slack_.person("U2", chat::Freshness::now))->guest);
  EXPECT_EQ(http_.unused(), 0U);
}

// Every command asks both, and Slack counts the questions.
TEST_F(WebApiTest, AsksAboutChannelsAndPeopleOnceAMinute) {
  answer("auth.test", R"({"ok":true,"user_id":"U0BOT","team_id":"T1"})");
  answer("users.info", person("U1", "T1"));
  answer("conversations.info", R"({"ok":true,"channel":{"id":"C1","is_ext_shared":false}})");
  for (int i = 0; i < 3; ++i) {
    EXPECT_TRUE(doubles::await(slack_.person("U1", chat::Freshness::recent)));
    EXPECT_TRUE(doubles::await(slack_.channel("C1", chat::Freshness::recent)));
  }
  answer("conversations.info", R"({"ok":true,"channel":{"id":"C1","is_ext_shared":true}})");
  EXPECT_TRUE(doubles::await(slack_.channel("C1", chat::Freshness::now))->shared);
}

TEST_F(WebApiTest, FindsPeopleByTheirMailAddressOnceAMinute) {
  answer("auth.test", R"({"ok":true,"user_id":"U0BOT","team_id":"T1"})");
  answer("users.lookupByEmail", person("U1", "T1"));
  for (int i = 0; i < 2; ++i) {
    EXPECT_EQ(doubles::await(slack_.person_with_address("lena@corp.example")).value(), "U1");
  }
  EXPECT_EQ(http_.requests().back().body, "email=lena%40corp.example") << "JSON is not read there";
  answer("users.lookupByEmail", R"({"ok":false,"error":"users_not_found"})");
  EXPECT_EQ(doubles::await(slack_.person_with_address("jane@acme.example")).error().kind,
            ErrorKind::not_found);
}

TEST_F(WebApiTest, KnowsNobodyWhereItDoesNotKnowItself) {
  answer("auth.test", R"({"ok":false,"error":"invalid_auth"})");
  EXPECT_EQ(doubles::await(slack_.person("U1", chat::Freshness::now)).error().kind,
            ErrorKind::refused);
}

TEST_F(WebApiTest, RepliesPrivatelyToSlacksOwnHostOnlyAndWithoutAToken) {
  http_.answer("hooks.slack.com", http::Response{200, {}, "ok"});
  EXPECT_TRUE(doubles::await(slack_.reply_privately("https://hooks.slack.com/x", k_message)));
  for (const auto& [name, value] : http_.requests().at(0).headers) EXPECT_NE(name, "Authorization");
  EXPECT_EQ(
      doubles::await(slack_.reply_privately("https://evil.example/x", k_message)).error().kind,
      ErrorKind::invalid);
  http_.answer("hooks.slack.com", http::Response{404, {}, "used_url"});
  EXPECT_EQ(
      doubles::await(slack_.reply_privately("https://hooks.slack.com/x", k_message)).error().kind,
      ErrorKind::not_found);
}

TEST_F(WebApiTest, SaysOfAPrivateReplyWhatItsAnswerProves) {
  const auto sentence = [&](http::Response answer) {
    http_.answer("hooks.slack.com", std::move(answer));
    const auto sent = doubles::await(slack_.reply_privately(
        "https://hooks.slack.com/" + std::to_string(http_.requests().size()), k_message));
    return sent ? "shown" : sent.error().what;
  };
  EXPECT_EQ(sentence({200, {{"Content-Type", "text/html"}}, "ok"}), "shown");
  EXPECT_EQ(sentence(json_response(200, R"({"ok":true})")), "shown");
  EXPECT_EQ(sentence(doubles::html_response(200, "<html>Sign in</html>")),
            "Slack: response_url: HTTP 200, it may not have been shown");
  EXPECT_EQ(sentence({404, {}, "expired_url"}),
            "Slack: response_url: HTTP 404, used up or expired");
  EXPECT_EQ(sentence({400, {}, "invalid_blocks"}),
            "Slack: response_url: HTTP 400, it was not taken");
  EXPECT_EQ(sentence({302, {{"Location", "https://slack.com/"}}, ""}),
            "Slack: response_url: HTTP 302, it was not taken");
  EXPECT_EQ(sentence({503, {}, ""}), "Slack: response_url: HTTP 503, it may not have been shown");
}

// Slack takes five answers through one address.
TEST_F(WebApiTest, RefusesTheSixthPrivateReplyWithoutCalling) {
  http_.always("hooks.slack.com", http::Response{200, {}, "ok"});
  const std::string url = "https://hooks.slack.com/x";
  for (int i = 0; i < 5; ++i) EXPECT_TRUE(doubles::await(slack_.reply_privately(url, k_message)));
  const auto sixth = doubles::await(slack_.reply_privately(url, k_message));
  EXPECT_EQ(sixth.error().kind, ErrorKind::not_found);
  EXPECT_EQ(sixth.error().what.find(url), std::string::npos) << "the address is a secret";
  EXPECT_EQ(http_.requests().size(), 5U);
}

// Whichever call it is that Slack refuses the token to.
TEST_F(WebApiTest, TellsThatItsTokenIsRefused) {
  answer("conversations.info", R"({"ok":false,"error":"token_revoked"})");
  answer("chat.postMessage", R"({"ok":false,"error":"missing_scope","needed":"chat:write"})");
  answer("chat.update", R"({"ok":false,"error":"account_inactive"})");
  EXPECT_FALSE(doubles::await(slack_.channel("C1", chat::Freshness::now)));
  EXPECT_FALSE(doubles::await(slack_.post("C1", "", k_message)));
  EXPECT_FALSE(doubles::await(slack_.update({"C1", "17.1"}, k_message, chat::Edit::lasting)));
  EXPECT_THAT(refusals_, ElementsAre("Slack: conversations.info: token_revoked",
                                     "Slack: chat.update: account_inactive"));
}

}  // namespace
}  // namespace latchkey::slack
