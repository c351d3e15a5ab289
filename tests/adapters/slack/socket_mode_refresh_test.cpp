// A connection is replaced before it ends.
#include "tests/adapters/slack/socket_mode_fixture.hpp"

namespace latchkey::slack {
namespace {

using std::chrono::milliseconds;
using testing::HasSubstr;
using testing::Not;

const std::string k_warning = R"({"type":"disconnect","reason":"warning"})";

class SocketModeRefreshTest : public SocketModeTest {};

// Everything that Slack delivers while one connection takes over from the other is acknowledged, on
// the connection that it came over.
TEST_F(SocketModeRefreshTest, LosesNothing) {
  auto bot = std::make_unique<Bot>(slack_);
  ASSERT_TRUE(slack_.wait_for_connections(1));
  slack_.send(0, command("first"));
  ASSERT_TRUE(slack_.wait_for_acks(1));
  slack_.greet(false);
  slack_.send(0, k_warning);
  slack_.send(0, doubles::fixture("slack/disconnect_refresh.json"));
  ASSERT_TRUE(slack_.wait_for_connections(2));
  EXPECT_EQ(slack_.others_open_at_start_of(1), 1U);

  slack_.send(0, command("before hello"));
  ASSERT_TRUE(slack_.wait_for_acks(2));
  slack_.send(1, R"({"type":"hello"})");
  slack_.send(0, command("while draining"));
  slack_.send(1, command("on the new one"));
  ASSERT_TRUE(slack_.wait_for_acks(4));
  EXPECT_TRUE(slack_.wait_for_goodbye(0));
  EXPECT_EQ(acked_over(),
            (std::map<std::string, std::size_t>{
                {"first", 0}, {"before hello", 0}, {"while draining", 0}, {"on the new one", 1}}));
  EXPECT_EQ(slack_.connections(), 2U) << "two announcements, one successor";
  EXPECT_THAT(log_of(std::move(bot)),
              HasSubstr("info: Slack is about to end this connection (warning); another one takes "
                        "over.\n"));
}

TEST_F(SocketModeRefreshTest, LosesNothingUnderLoadAndLeavesNoGap) {
  constexpr std::size_t k_refreshes = 20;
  constexpr std::size_t k_commands = 20;
  Bot bot{slack_, {.connections = 2}};
  ASSERT_TRUE(slack_.wait_for_connections(2));
  slack_.watch_serving();
  std::map<std::string, std::size_t> sent_over;
  const auto send = [&](std::size_t connection) {
    const auto name = "e-" + std::to_string(sent_over.size());
    sent_over[name] = connection;
    slack_.send(connection, command(name));
  };
  for (std::size_t oldest = 0; oldest < k_refreshes; ++oldest) {
    for (std::size_t i = 0; i < k_commands; ++i) send(oldest + i % 2);
    slack_.send(oldest, k_warning);
    for (std::size_t i = 0; i < k_commands; ++i) send(oldest + i % 2);
    ASSERT_TRUE(slack_.wait_for_connections(oldest + 3));
    for (std::size_t i = 0; i < k_commands; ++i) send(oldest + i % 3);
    ASSERT_TRUE(slack_.wait_for_acks(sent_over.size()));
    slack_.close(oldest);
  }
  EXPECT_EQ(acked_over(), sent_over) << "each once, on the connection that it came over";
  EXPECT_EQ(bot.handler.wait_for(0).size(), sent_over.size());
  EXPECT_GE(slack_.fewest_serving(), 2U);
}

TEST_F(SocketModeRefreshTest, ComesBeforeTheAnnouncedTimeIsOver) {
  BotOptions options;
  options.times.replaced_after = 0.02;
  slack_.live_for(1);
  auto bot = std::make_unique<Bot>(slack_, options);
  ASSERT_TRUE(slack_.wait_for_connections(1));
  slack_.watch_serving();
  slack_.live_for(0);
  ASSERT_TRUE(slack_.wait_for_connections(2));
  EXPECT_EQ(slack_.others_open_at_start_of(1), 1U);
  EXPECT_TRUE(slack_.wait_for_goodbye(0));
  EXPECT_GE(slack_.fewest_serving(), 1U);
  EXPECT_THAT(log_of(std::move(bot)),
              HasSubstr("info: Slack is about to end this connection (its time is nearly over); "
                        "another one takes over.\n"));
}

TEST_F(SocketModeRefreshTest, ServesTheOldOneUntilSlackClosesIt) {
  BotOptions options;
  options.times.drain_at_most = milliseconds{60'000};
  auto bot = std::make_unique<Bot>(slack_, options);
  ASSERT_TRUE(slack_.wait_for_connections(1));
  slack_.send(0, k_warning);
  ASSERT_TRUE(slack_.wait_for_connections(2));
  slack_.send(1, command("on the new one"));
  ASSERT_TRUE(slack_.wait_for_acks(1));
  slack_.send(0, command("late"));
  ASSERT_TRUE(slack_.wait_for_acks(2));
  slack_.close(0);
  ASSERT_TRUE(slack_.wait_for_open(1));
  slack_.send(1, command("afterwards"));
  ASSERT_TRUE(slack_.wait_for_acks(3));
  EXPECT_EQ(acked_over(), (std::map<std::string, std::size_t>{
                              {"on the new one", 1}, {"late", 0}, {"afterwards", 1}}));
  EXPECT_THAT(log_of(std::move(bot)), Not(HasSubstr("ended")));
}

// Whatever still comes of the old connection, its successor goes on (instar #1076).
TEST_F(SocketModeRefreshTest, LateNewsOfTheOldOneDoNotTouchItsSuccessor) {
  BotOptions options;
  options.times.drain_at_most = milliseconds{60'000};
  auto bot = std::make_unique<Bot>(slack_, options);
  ASSERT_TRUE(slack_.wait_for_connections(1));
  slack_.send(0, k_warning);
  ASSERT_TRUE(slack_.wait_for_connections(2));
  slack_.send(1, command("e-1"));
  ASSERT_TRUE(slack_.wait_for_acks(1));
  slack_.send(0, R"({"type":"disconnect","reason":"too_many_websockets"})");
  slack_.send(0, command("e-2"));
  ASSERT_TRUE(slack_.wait_for_acks(2));
  slack_.cut(0);
  ASSERT_TRUE(slack_.wait_for_open(1));
  slack_.send(1, command("e-3"));
  ASSERT_TRUE(slack_.wait_for_acks(3));
  EXPECT_EQ(bot->state().connected, 1);
  EXPECT_EQ(bot->state().replaced, 1);
  EXPECT_EQ(bot->state().broken, 0);
  EXPECT_EQ(slack_.connections(), 2U);
  EXPECT_THAT(log_of(std::move(bot)),
              Not(testing::AnyOf(HasSubstr("warning:"), HasSubstr("error:"))));
}

TEST_F(SocketModeRefreshTest, TriesAgainWhereTheSuccessorDoesNotComeAbout) {
  BotOptions options;
  Bot bot{slack_, options};
  ASSERT_TRUE(slack_.wait_for_connections(1));
  slack_.answer("apps.connections.open", doubles::answer(503, ""));
  slack_.answer("link", doubles::answer(408, ""));
  slack_.send(0, k_warning);
  ASSERT_TRUE(slack_.wait_for_connections(2));
  EXPECT_EQ(slack_.others_open_at_start_of(1), 1U) << "the old one serves until then";
  EXPECT_EQ(slack_.calls("apps.connections.open").size(), 4U) << "a ticket works once";
}

}  // namespace
}  // namespace latchkey::slack
