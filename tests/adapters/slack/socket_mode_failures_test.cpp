// Whatever goes wrong has its own reaction; those that need no socket: reconnect_policy_test.cpp.
#include "tests/adapters/slack/socket_mode_fixture.hpp"

namespace latchkey::slack {
namespace {

using std::chrono::milliseconds;
using testing::HasSubstr;

class SocketModeFailuresTest : public SocketModeTest {};

TEST_F(SocketModeFailuresTest, ConnectsAgainAfterACut) {
  auto bot = std::make_unique<Bot>(slack_);
  ASSERT_TRUE(slack_.wait_for_connections(1));
  slack_.cut(0);
  ASSERT_TRUE(slack_.wait_for_connections(2));
  slack_.send(1, command("e-1"));
  ASSERT_TRUE(slack_.wait_for_acks(1));
  EXPECT_EQ(slack_.acks()[0].connection, 1U);
  EXPECT_EQ(slack_.calls("apps.connections.open").size(), 2U) << "a ticket works once";
  EXPECT_THAT(log_of(std::move(bot)),
              HasSubstr("warning: A connection to Slack ended; opening another in 0.1 s. Slack: "));
}

TEST_F(SocketModeFailuresTest, ConnectsAgainWhereSlackClosesWithoutAnAnnouncement) {
  Bot bot{slack_};
  ASSERT_TRUE(slack_.wait_for_connections(1));
  slack_.close(0);
  ASSERT_TRUE(slack_.wait_for_connections(2));
  slack_.send(1, command("e-1"));
  ASSERT_TRUE(slack_.wait_for_acks(1));
}

TEST_F(SocketModeFailuresTest, GivesUpAConnectionThatWentSilent) {
  BotOptions options;
  options.times.ping_every = milliseconds{20};
  options.times.dead_after = milliseconds{400};
  auto bot = std::make_unique<Bot>(slack_, options);
  ASSERT_TRUE(slack_.wait_for_connections(1));
  slack_.fall_silent(0);
  ASSERT_TRUE(slack_.wait_for_connections(2));
  slack_.send(1, command("e-1"));
  ASSERT_TRUE(slack_.wait_for_acks(1));
  EXPECT_THAT(log_of(std::move(bot)), HasSubstr("Slack: the connection went silent"));
}

// Where nothing can be written any more, a ping cannot be either: that must not keep the silence
// from being noticed. The acknowledgements fill whatever the kernel has room for.
TEST_F(SocketModeFailuresTest, GivesUpAConnectionThatTakesNothingAnyMore) {
  BotOptions options;
  options.times.ping_every = milliseconds{20};
  options.times.dead_after = milliseconds{400};
  Bot bot{slack_, options};
  chat::Acknowledgement long_answer;
  for (int i = 0; i < 10; ++i) {
    long_answer.errors["input_" + std::to_string(i)] = std::string(200, '\x01');
  }
  bot.handler.answer_with(long_answer);
  ASSERT_TRUE(slack_.wait_for_connections(1));
  slack_.stop_reading(0);
  for (int i = 0; i < 500; ++i) slack_.send(0, doubles::fixture("slack/submission.json"));
  ASSERT_TRUE(slack_.wait_for_connections(2));
}

TEST_F(SocketModeFailuresTest, GivesUpAConnectionWithoutAHello) {
  BotOptions options;
  options.times.hello_within = milliseconds{50};
  slack_.greet(false);
  auto bot = std::make_unique<Bot>(slack_, options);
  ASSERT_TRUE(slack_.wait_for_connections(2));
  EXPECT_THAT(log_of(std::move(bot)),
              HasSubstr("warning: No connection to Slack came about; trying again in 0.1 s. Slack: "
                        "no hello after the connection was opened"));
}

TEST_F(SocketModeFailuresTest, KeepsTryingWhateverIsWrongWithOpening) {
  slack_.answer("auth.test", doubles::answer(503, ""));
  slack_.answer("apps.connections.open", doubles::answer(503, "<html>"));
  slack_.answer("apps.connections.open", doubles::json(200, "{\"ok\":tr"));
  slack_.answer("apps.connections.open", doubles::cut_after({}, 0));
  slack_.answer("apps.connections.open", doubles::json(200, R"({"ok":true})"));
  slack_.answer("apps.connections.open",
                doubles::json(200, R"({"ok":true,"url":"ws://elsewhere.example/"})"));
  slack_.answer("apps.connections.open",
                doubles::json(200, R"({"ok":true,"url":"ws://127.0.0.1:1/"})"));
  auto bot = std::make_unique<Bot>(slack_);
  ASSERT_TRUE(slack_.wait_for_connections(1));
  EXPECT_EQ(slack_.calls("apps.connections.open").size(), 7U);
  EXPECT_THAT(log_of(std::move(bot)), HasSubstr("Slack: apps.connections.open gives no url"));
}

TEST_F(SocketModeFailuresTest, AsksForANewAddressWhereTheUpgradeIsRefused) {
  for (const int status : {408, 503, 200}) slack_.answer("link", doubles::answer(status, ""));
  auto bot = std::make_unique<Bot>(slack_);
  ASSERT_TRUE(slack_.wait_for_connections(1));
  EXPECT_EQ(slack_.calls("apps.connections.open").size(), 4U);
  const auto log = log_of(std::move(bot));
  EXPECT_THAT(log, HasSubstr("Slack: no WebSocket (HTTP 408)"));
  EXPECT_THAT(log, HasSubstr("Slack: no WebSocket (HTTP 503)"));
  EXPECT_THAT(log, HasSubstr("Slack: no WebSocket (HTTP 200)"));
}

TEST_F(SocketModeFailuresTest, EndsWithSlacksOwnWordWhereTheAppTokenIsRevoked) {
  slack_.answer("apps.connections.open",
                doubles::json(200, R"({"ok":false,"error":"token_revoked"})"));
  Bot bot{slack_};
  const auto result = bot.result();
  ASSERT_FALSE(result);
  EXPECT_EQ(result.error().kind, ErrorKind::refused);
  EXPECT_EQ(result.error().what,
            "Slack refuses the app token (slack.app_token). Slack: apps.connections.open: "
            "token_revoked");
}

TEST_F(SocketModeFailuresTest, EndsWhereATokenIsRevokedWhileItIsConnected) {
  Bot bot{slack_, {.connections = 2}};
  ASSERT_TRUE(slack_.wait_for_connections(2));
  slack_.answer("apps.connections.open",
                doubles::json(200, R"({"ok":false,"error":"invalid_auth"})"));
  slack_.cut(0);
  EXPECT_EQ(bot.result().error().kind, ErrorKind::refused);
  EXPECT_TRUE(slack_.wait_for_goodbye(1));
}

TEST_F(SocketModeFailuresTest, EndsWhereTheBotTokenIsRefused) {
  slack_.answer("auth.test", doubles::json(200, R"({"ok":false,"error":"invalid_auth"})"));
  Bot bot{slack_};
  EXPECT_EQ(bot.result().error().what,
            "Slack refuses the bot token (slack.bot_token). Slack: auth.test: invalid_auth");
  EXPECT_EQ(slack_.connections(), 0U);
}

TEST_F(SocketModeFailuresTest, EndsWhereTheBotTokenIsRefusedElsewhere) {
  Bot bot{slack_};
  ASSERT_TRUE(slack_.wait_for_connections(1));
  slack_.send(0, command("e-1"));
  ASSERT_TRUE(slack_.wait_for_acks(1));
  bot.refuse_bot_token({ErrorKind::refused, "Slack: conversations.info: token_revoked"});
  const auto ended = bot.result();
  ASSERT_FALSE(ended);
  EXPECT_EQ(ended.error().what,
            "Slack refuses the bot token (slack.bot_token). Slack: conversations.info: "
            "token_revoked");
  EXPECT_TRUE(slack_.wait_for_goodbye(0));
}

}  // namespace
}  // namespace latchkey::slack
