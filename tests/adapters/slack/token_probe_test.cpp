#include "adapters/slack/token_probe.hpp"

#include "tests/doubles/await.hpp"
#include "tests/doubles/fake_clock.hpp"
#include "tests/doubles/scripted_http_client.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace latchkey::slack {
namespace {

using doubles::json_response;
using testing::ElementsAre;

class TokenProbe : public testing::Test {
 protected:
  Expected<BotToken> bot_token() {
    return doubles::await(probe_bot_token(options_, http_, SystemClock{}));
  }

  Options options_{.api_url = "https://slack.example/api/",
                   .app_token = Secret{"xapp-1"},
                   .bot_token = Secret{"xoxb-1"},
                   .network = {}};
  doubles::ScriptedHttpClient http_;
};

TEST_F(TokenProbe, TellsTheOwnerAndTheGrantedScopes) {
  http_.answer(
      "POST https://slack.example/api/auth.test",
      json_response(200, R"({"ok":true,"user":"latchkey","team":"Keyhole","user_id":"U1"})",
                    {{"x-oauth-scopes", "commands, chat:write,users:read"}}));
  const auto token = bot_token();
  ASSERT_TRUE(token);
  EXPECT_EQ(token->user, "latchkey");
  EXPECT_EQ(token->team, "Keyhole");
  EXPECT_THAT(token->scopes.value(), ElementsAre("commands", "chat:write", "users:read"));
  EXPECT_FALSE(token->clock_ahead);
}

// "No scopes" and "not said" are two answers.
TEST_F(TokenProbe, DoesNotTakeAMissingHeaderForNoScopes) {
  http_.answer("auth.test", json_response(200, R"({"ok":true,"user":"l","team":"t"})"));
  EXPECT_FALSE(bot_token()->scopes);
}

TEST_F(TokenProbe, PassesSlacksOwnWordOn) {
  http_.answer("auth.test", json_response(200, R"({"ok":false,"error":"token_revoked"})"));
  const auto token = bot_token();
  ASSERT_FALSE(token);
  EXPECT_EQ(token.error().kind, ErrorKind::refused);
  EXPECT_EQ(token.error().what, "Slack: auth.test: token_revoked");
}

// Where no answer comes, nobody is told that something may have happened.
TEST_F(TokenProbe, ChangesNothing) {
  http_.always("", json_response(200, R"({"ok":true,"user":"l","team":"t"})"));
  EXPECT_TRUE(bot_token());
  EXPECT_TRUE(doubles::await(probe_app_token(options_, http_)));
  for (const auto& request : http_.requests()) EXPECT_TRUE(request.safe_to_repeat) << request.url;
}

TEST_F(TokenProbe, AsksForAConnectionWithTheAppTokenAndOpensNone) {
  http_.answer("apps.connections.open",
               json_response(200, R"({"ok":true,"url":"wss://wss.example/link/?ticket=1"})"));
  EXPECT_TRUE(doubles::await(probe_app_token(options_, http_)));
  ASSERT_EQ(http_.requests().size(), 1U);
  EXPECT_EQ(http_.requests().front().headers.front().second, "Bearer xapp-1");
}

}  // namespace
}  // namespace latchkey::slack
