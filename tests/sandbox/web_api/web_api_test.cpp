// Guards against a Web API that is more lenient than Slack's: wrong tokens, JSON where none counts,
// messages that Slack would not take.
#include "tests/sandbox/sandbox_fixture.hpp"

namespace latchkey::sandbox {
namespace {

using namespace std::chrono_literals;

class WebApiTest : public SandboxFixture {
 protected:
  std::string error_with_token(const std::string& method, const std::string& token) {
    Fields headers{{"content-type", "application/x-www-form-urlencoded"}};
    if (!token.empty()) headers.emplace_back("authorization", "Bearer " + token);
    return text_at(Json::parse(send("POST", "/api/" + method, headers, "a=b").body), "error");
  }
  std::string error_of(const std::string& method, const Json& args) {
    return text_at(api(method, args), "error");
  }
  std::string post(const std::string& text = "hi", const std::string& thread_ts = "") {
    return text_at(api("chat.postMessage",
                       {{"channel", "C0SUPPORT"}, {"text", text}, {"thread_ts", thread_ts}}),
                   "ts");
  }
};

TEST_F(WebApiTest, TellsTheKindsOfTokensApart) {
  EXPECT_EQ(error_with_token("auth.test", ""), "not_authed");
  EXPECT_EQ(error_with_token("auth.test", "xoxb-other"), "invalid_auth");
  EXPECT_EQ(error_with_token("auth.test", "xapp-sandbox"), "not_allowed_token_type");
  EXPECT_EQ(error_with_token("auth.test", "xoxb-sandbox"), "");
  EXPECT_EQ(error_with_token("apps.connections.open", "xoxb-sandbox"), "not_allowed_token_type");
  EXPECT_EQ(error_with_token("apps.connections.open", "xapp-sandbox"), "");
  EXPECT_EQ(error_with_token("no.such.method", "xoxb-sandbox"), "unknown_method");
}

TEST_F(WebApiTest, OpensConnectionsByPostOnly) {
  const HttpResponse got =
      send("GET", "/api/apps.connections.open", {{"authorization", "Bearer xapp-sandbox"}});
  EXPECT_EQ(text_at(Json::parse(got.body), "error"), "insecure_request");
}

TEST_F(WebApiTest, IgnoresAJsonBodyWhereTheMethodTakesNone) {
  EXPECT_EQ(error_of("users.lookupByEmail", {{"email", "dana@corp.example"}}), "invalid_arguments");
  EXPECT_EQ(error_of("users.info", {{"user", "U0DANA"}}), "user_not_found");
  EXPECT_EQ(api_form("users.lookupByEmail", "email=dana%40corp.example")["user"]["id"], "U0DANA");
  EXPECT_EQ(text_at(api_form("users.lookupByEmail", "email=jane%40acme.example"), "error"),
            "users_not_found");
}

TEST_F(WebApiTest, NamesTheArgumentThatIsMissing) {
  const Json answer = api("chat.update", {{"channel", "C0SUPPORT"}, {"text", "x"}});
  EXPECT_EQ(answer["error"], "invalid_arguments");
  EXPECT_EQ(answer["response_metadata"]["messages"][0], "[ERROR] missing required field: ts");
}

TEST_F(WebApiTest, RefusesBodiesThatAreNotJson) {
  const auto error_of_body = [&](const std::string& type, const std::string& body) {
    const HttpResponse response =
        send("POST", "/api/chat.postMessage",
             {{"authorization", "Bearer xoxb-sandbox"}, {"content-type", type}}, body);
    return text_at(Json::parse(response.body), "error");
  };
  EXPECT_EQ(error_of_body("application/json", "{"), "invalid_json");
  EXPECT_EQ(error_of_body("application/json", "[]"), "json_not_object");
  EXPECT_EQ(error_of_body("text/xml", "<a/>"), "invalid_post_type");
}

TEST_F(WebApiTest, PostsOnlyWhereTheAppIsAMember) {
  const auto error_in = [&](const char* channel) {
    return error_of("chat.postMessage", {{"channel", channel}, {"text", "hi"}});
  };
  EXPECT_EQ(error_in("C0GENERAL"), "not_in_channel");
  EXPECT_EQ(error_in("C0NOWHERE"), "channel_not_found");
  EXPECT_EQ(error_in("C0SUPPORT"), "");
  EXPECT_EQ(error_of("chat.postMessage", {{"channel", "C0SUPPORT"}}), "no_text");
}

TEST_F(WebApiTest, NamesTheBlockThatIsWrong) {
  const Json blocks = Json::array({Json{{"type", "section"}}});
  const Json answer =
      api("chat.postMessage", {{"channel", "C0SUPPORT"}, {"text", "x"}, {"blocks", blocks}});
  EXPECT_EQ(answer["error"], "invalid_blocks");
  EXPECT_EQ(answer["response_metadata"]["messages"][0],
            "[ERROR] missing required field: text [json-pointer:/blocks/0]");
}

TEST_F(WebApiTest, LimitsTheLengthOfTexts) {
  EXPECT_EQ(
      error_of("chat.postMessage", {{"channel", "C0SUPPORT"}, {"text", std::string(40001, 'x')}}),
      "msg_too_long");
  const std::string ts = post();
  EXPECT_EQ(error_of("chat.update",
                     {{"channel", "C0SUPPORT"}, {"ts", ts}, {"text", std::string(4001, 'x')}}),
            "msg_too_long");
}

TEST_F(WebApiTest, HangsThreadsOnParentsOnly) {
  const std::string parent = post();
  const std::string reply = post("reply", parent);
  EXPECT_EQ(
      error_of("chat.postMessage", {{"channel", "C0SUPPORT"}, {"text", "x"}, {"thread_ts", reply}}),
      "cannot_reply_to_message");
  EXPECT_EQ(error_of("chat.postMessage",
                     {{"channel", "C0SUPPORT"}, {"text", "x"}, {"thread_ts", "1.000001"}}),
            "thread_not_found");
  const Json thread =
      api_form("conversations.replies", "channel=C0SUPPORT&ts=" + parent)["messages"];
  ASSERT_EQ(thread.size(), 2U);
  EXPECT_EQ(thread[0]["reply_count"], 1);
}

TEST_F(WebApiTest, ChangesItsOwnMessagesOnly) {
  const Json messages = state()["messages"]["C0SUPPORT"];
  EXPECT_EQ(error_of("chat.update",
                     {{"channel", "C0SUPPORT"}, {"ts", messages[0]["ts"]}, {"text", "mine now"}}),
            "cant_update_message");
  EXPECT_EQ(error_of("chat.update", {{"channel", "C0SUPPORT"}, {"ts", "1.2"}, {"text", "x"}}),
            "message_not_found");
  const std::string ts = post("before");
  EXPECT_EQ(api("chat.update", {{"channel", "C0SUPPORT"}, {"ts", ts}, {"text", "after"}})["text"],
            "after");
  EXPECT_TRUE(newest_message().contains("edited"));
}

TEST_F(WebApiTest, DropsTheOldBlocksWhereOnlyTextIsGiven) {
  const Json blocks = Json::array({Json{{"type", "divider"}}});
  const std::string ts = text_at(
      api("chat.postMessage", {{"channel", "C0SUPPORT"}, {"text", "x"}, {"blocks", blocks}}), "ts");
  api("chat.update", {{"channel", "C0SUPPORT"}, {"ts", ts}, {"text", "y"}});
  EXPECT_FALSE(newest_message().contains("blocks"));
}

TEST_F(WebApiTest, SlowsDownWhoPostsTooFast) {
  for (int i = 0; i < 5; ++i) EXPECT_FALSE(post().empty());
  const HttpResponse refused = send("POST", "/api/chat.postMessage",
                                    {{"authorization", "Bearer xoxb-sandbox"},
                                     {"content-type", "application/json; charset=utf-8"}},
                                    R"({"channel":"C0SUPPORT","text":"six"})");
  EXPECT_EQ(refused.status, 429);
  EXPECT_EQ(field(refused.headers, "Retry-After"), "1");
  EXPECT_EQ(text_at(Json::parse(refused.body), "error"), "ratelimited");
  clock.advance(1s);
  EXPECT_FALSE(post().empty());
}

TEST_F(WebApiTest, KeepsMetadataForThoseWhoAskForIt) {
  const Json metadata{{"event_type", "job"}, {"event_payload", {{"id", "7"}}}};
  api("chat.postMessage", {{"channel", "C0SUPPORT"}, {"text", "x"}, {"metadata", metadata}});
  const std::string query = "channel=C0SUPPORT&limit=1";
  EXPECT_FALSE(api_form("conversations.history", query)["messages"][0].contains("metadata"));
  EXPECT_EQ(api_form("conversations.history",
                     query + "&include_all_metadata=true")["messages"][0]["metadata"],
            metadata);
  EXPECT_EQ(
      error_of("chat.postMessage",
               {{"channel", "C0SUPPORT"}, {"text", "x"}, {"metadata", {{"event_type", "a"}}}}),
      "invalid_metadata_format");
}

TEST_F(WebApiTest, ShowsEphemeralMessagesToOneMember) {
  EXPECT_EQ(
      error_of("chat.postEphemeral", {{"channel", "C0SUPPORT"}, {"user", "U0VERA"}, {"text", "x"}}),
      "user_not_in_channel");
  const std::string ts = text_at(
      api("chat.postEphemeral", {{"channel", "C0SUPPORT"}, {"user", "U0DANA"}, {"text", "psst"}}),
      "message_ts");
  EXPECT_EQ(newest_message("U0DANA")["is_ephemeral"], true);
  EXPECT_NE(newest_message("U0LENA")["text"], "psst");
  EXPECT_EQ(error_of("chat.update", {{"channel", "C0SUPPORT"}, {"ts", ts}, {"text", "x"}}),
            "message_not_found");
}

TEST_F(WebApiTest, KnowsGroupsGuestsAndStrangers) {
  EXPECT_EQ(api_form("usergroups.users.list", "usergroup=S0ONCALL")["users"],
            Json::array({"U0LENA", "U0OMAR"}));
  EXPECT_EQ(text_at(api_form("usergroups.users.list", "usergroup=S0NONE"), "error"),
            "no_such_subteam");
  EXPECT_EQ(api_form("users.info", "user=U0GUEST")["user"]["is_restricted"], true);
  EXPECT_EQ(api_form("users.info", "user=U0VERA")["user"]["team_id"], "T0ACME");
  EXPECT_EQ(api_form("conversations.info", "channel=C0SHARED")["channel"]["is_ext_shared"], true);
}

TEST_F(WebApiTest, PagesWithACursor) {
  const Json first = api_form("conversations.history", "channel=C0SUPPORT&limit=1");
  EXPECT_EQ(first["has_more"], true);
  const std::string cursor = first["response_metadata"]["next_cursor"];
  const Json second =
      api_form("conversations.history", "channel=C0SUPPORT&limit=1&cursor=" + cursor);
  EXPECT_EQ(second["messages"].size(), 1U);
  EXPECT_LT(text_at(second["messages"][0], "ts"), text_at(first["messages"][0], "ts"));
  EXPECT_EQ(second["response_metadata"]["next_cursor"], "");
}

TEST_F(WebApiTest, NotesEveryCall) {
  api("auth.test", Json::object());
  error_of("chat.postMessage", {{"channel", "C0GENERAL"}, {"text", "x"}});
  const Json seen = Json::parse(send("GET", "/sandbox/requests").body)["requests"];
  ASSERT_EQ(seen.size(), 2U);
  EXPECT_EQ(seen[1]["method"], "chat.postMessage");
  EXPECT_EQ(seen[1]["error"], "not_in_channel");
}

TEST_F(WebApiTest, PublishesAHomeTabAsStrictlyAsSlack) {
  const Json home{{"type", "home"}, {"blocks", Json::array({Json{{"type", "divider"}}})}};
  const auto published = [&](const Json& args) { return error_of("views.publish", args); };
  const Json shown = api("views.publish", {{"user_id", "U0DANA"}, {"view", home}})["view"];
  const Json again = api("views.publish", {{"user_id", "U0DANA"}, {"view", home}})["view"];
  EXPECT_EQ(again["id"], shown["id"]);
  EXPECT_NE(again["hash"], shown["hash"]);
  EXPECT_EQ(published({{"user_id", "U0DANA"}, {"view", home}, {"hash", shown["hash"]}}),
            "hash_conflict");
  EXPECT_EQ(published({{"user_id", "U0NOBODY"}, {"view", home}}), "invalid_arguments");
  EXPECT_EQ(published({{"view", home}}), "invalid_arguments");
  Json modal = home;
  modal["type"] = "modal";
  EXPECT_EQ(published({{"user_id", "U0DANA"}, {"view", modal}}), "invalid_arguments");
  Json titled = home;
  titled["title"] = {{"type", "plain_text"}, {"text", "Home"}};
  EXPECT_EQ(published({{"user_id", "U0DANA"}, {"view", titled}}), "invalid_arguments");
  Json large = home;
  large["private_metadata"] = std::string(250'000, 'x');
  EXPECT_EQ(published({{"user_id", "U0DANA"}, {"view", large}}), "view_too_large");
}

}  // namespace
}  // namespace latchkey::sandbox
