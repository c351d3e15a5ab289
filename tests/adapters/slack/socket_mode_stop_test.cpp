// Stopping: a connection that just vanishes would be delivered to for hours.
#include "tests/adapters/slack/socket_mode_fixture.hpp"

namespace latchkey::slack {
namespace {

class SocketModeStopTest : public SocketModeTest {};

TEST_F(SocketModeStopTest, SaysGoodbyeOnEachConnection) {
  Bot bot{slack_, {.connections = 3}};
  ASSERT_TRUE(slack_.wait_for_connections(3));
  for (std::size_t i = 0; i < 3; ++i) slack_.send(i, command("e-" + std::to_string(i)));
  ASSERT_TRUE(slack_.wait_for_acks(3));
  bot.stop();
  EXPECT_TRUE(bot.result());
  for (std::size_t i = 0; i < 3; ++i) EXPECT_TRUE(slack_.wait_for_goodbye(i)) << i;
}

TEST_F(SocketModeStopTest, AcknowledgesWhatItHasBegunFirst) {
  Bot bot{slack_};
  ASSERT_TRUE(slack_.wait_for_connections(1));
  bot.handler.hold(true);
  slack_.send(0, command("e-1"));
  ASSERT_EQ(bot.handler.wait_for(1).size(), 1U);
  bot.stop();
  bot.handler.hold(false);
  EXPECT_TRUE(bot.result());
  EXPECT_TRUE(slack_.wait_for_goodbye(0));
  EXPECT_EQ(acked_over().size(), 1U);
}

TEST_F(SocketModeStopTest, DoesNotWaitForAStoreThatHangs) {
  BotOptions options;
  options.times.finish_within = std::chrono::milliseconds{1};
  Bot bot{slack_, options};
  ASSERT_TRUE(slack_.wait_for_connections(1));
  bot.handler.hold(true);
  slack_.send(0, command("e-1"));
  ASSERT_EQ(bot.handler.wait_for(1).size(), 1U);
  bot.stop();
  EXPECT_TRUE(bot.result());
  EXPECT_TRUE(slack_.wait_for_goodbye(0));
}

TEST_F(SocketModeStopTest, DoesNotWaitForASlackThatNeverSaysGoodbye) {
  Bot bot{slack_};
  ASSERT_TRUE(slack_.wait_for_connections(1));
  slack_.send(0, command("e-1"));
  ASSERT_TRUE(slack_.wait_for_acks(1));
  slack_.fall_silent(0);
  bot.stop();
  EXPECT_TRUE(bot.result());
}

TEST_F(SocketModeStopTest, DoesNotWaitForAConnectionThatIsStillBeingDialled) {
  slack_.answer("apps.connections.open", doubles::never_answer());
  Bot bot{slack_};
  ASSERT_TRUE(slack_.wait_for_calls("apps.connections.open", 1));
  bot.stop();
  EXPECT_TRUE(bot.result());
}

TEST_F(SocketModeStopTest, DoesNotWaitToLearnWhoItIs) {
  slack_.answer("auth.test", doubles::never_answer());
  Bot bot{slack_};
  ASSERT_TRUE(slack_.wait_for_calls("auth.test", 1));
  bot.stop();
  EXPECT_TRUE(bot.result());
  EXPECT_EQ(slack_.connections(), 0U);
}

TEST_F(SocketModeStopTest, SaysGoodbyeToTheOldConnectionAndToItsSuccessor) {
  BotOptions options;
  options.times.drain_at_most = std::chrono::hours{1};
  Bot bot{slack_, options};
  ASSERT_TRUE(slack_.wait_for_connections(1));
  slack_.send(0, R"({"type":"disconnect","reason":"warning"})");
  ASSERT_TRUE(slack_.wait_for_connections(2));
  slack_.send(1, command("e-1"));
  ASSERT_TRUE(slack_.wait_for_acks(1));
  bot.stop();
  EXPECT_TRUE(bot.result());
  EXPECT_TRUE(slack_.wait_for_goodbye(0));
  EXPECT_TRUE(slack_.wait_for_goodbye(1));
}

}  // namespace
}  // namespace latchkey::slack
