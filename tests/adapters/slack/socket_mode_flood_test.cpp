// More than can be taken on at once.
#include "tests/adapters/slack/socket_mode_fixture.hpp"

namespace latchkey::slack {
namespace {

using std::chrono::milliseconds;
using testing::HasSubstr;
using testing::Not;

constexpr std::size_t k_burst = 1'000;
static_assert(k_burst > k_most_in_flight);

class SocketModeFloodTest : public SocketModeTest {
 protected:
  void send_burst(std::size_t connection) {
    for (std::size_t i = 0; i < k_burst; ++i) {
      slack_.send(connection, command("e-" + std::to_string(i)));
    }
  }
};

BotOptions pausing_for(milliseconds pause, int connections = 1) {
  BotOptions options{.connections = connections};
  options.times.pause_at_most = pause;
  return options;
}

TEST_F(SocketModeFloodTest, TakesABurstOnWithoutLoss) {
  auto bot = std::make_unique<Bot>(slack_);
  ASSERT_TRUE(slack_.wait_for_connections(1));
  send_burst(0);
  ASSERT_TRUE(slack_.wait_for_acks(k_burst));
  EXPECT_EQ(acked_over().size(), k_burst);
  EXPECT_THAT(log_of(std::move(bot)), Not(HasSubstr("left to Slack")));
}

// What does not fit waits in TCP, and nothing of it is lost once the store moves again.
TEST_F(SocketModeFloodTest, StopsReadingWhileTooMuchIsBeingTakenOn) {
  auto bot = std::make_unique<Bot>(slack_, pausing_for(milliseconds{60'000}, 2));
  ASSERT_TRUE(slack_.wait_for_connections(2));
  bot->handler.hold(true);
  send_burst(0);
  ASSERT_EQ(bot->handler.wait_for(k_most_in_flight).size(), k_most_in_flight);

  // The other connection goes on meanwhile.
  slack_.send(1, doubles::fixture("slack/app_rate_limited.json"));
  ASSERT_TRUE(slack_.wait_for_acks(1));
  EXPECT_EQ(slack_.acks()[0].connection, 1U);
  EXPECT_EQ(bot->handler.wait_for(0).size(), k_most_in_flight);

  bot->handler.hold(false);
  ASSERT_TRUE(slack_.wait_for_acks(k_burst + 1));
  EXPECT_EQ(acked_over().size(), k_burst + 1);
  EXPECT_THAT(log_of(std::move(bot)), Not(HasSubstr("left to Slack")));
}

TEST_F(SocketModeFloodTest, LeavesToSlackWhatIsTooMuchForTooLong) {
  auto bot = std::make_unique<Bot>(slack_, pausing_for(milliseconds{1}));
  ASSERT_TRUE(slack_.wait_for_connections(1));
  bot->handler.hold(true);
  send_burst(0);
  slack_.send(0, doubles::fixture("slack/app_rate_limited.json"));
  ASSERT_TRUE(slack_.wait_for_acks(1)) << "what needs no room is acknowledged all the same";
  bot->handler.hold(false);
  ASSERT_TRUE(slack_.wait_for_acks(k_most_in_flight + 1));
  EXPECT_EQ(acked_over().size(), k_most_in_flight + 1);

  slack_.send(0, command("afterwards"));
  ASSERT_TRUE(slack_.wait_for_acks(k_most_in_flight + 2));
  EXPECT_THAT(log_of(std::move(bot)),
              HasSubstr("warning: 1 request left to Slack, because 512 others are still being "
                        "taken on.\n"));
}

TEST_F(SocketModeFloodTest, StopsInTimeWhileReadingIsPaused) {
  auto options = pausing_for(milliseconds{60'000});
  options.times.finish_within = milliseconds{1};
  options.times.dead_after = std::chrono::hours{1};
  Bot bot{slack_, options};
  ASSERT_TRUE(slack_.wait_for_connections(1));
  bot.handler.hold(true);
  send_burst(0);
  ASSERT_EQ(bot.handler.wait_for(k_most_in_flight).size(), k_most_in_flight);
  bot.stop();
  EXPECT_TRUE(bot.result());
  EXPECT_TRUE(slack_.wait_for_goodbye(0));
}

}  // namespace
}  // namespace latchkey::slack
