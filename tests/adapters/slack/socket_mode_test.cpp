// What Slack delivers is taken on, and acknowledged where it came in.
#include "tests/adapters/slack/socket_mode_fixture.hpp"

namespace latchkey::slack {
namespace {

using testing::ElementsAre;
using testing::HasSubstr;
using testing::Not;
using testing::Pair;

TEST_F(SocketModeTest, DeliversACommandAndAcknowledgesIt) {
  auto bot = std::make_unique<Bot>(slack_);
  ASSERT_TRUE(slack_.wait_for_connections(1));
  slack_.send(0, command("e-1"));
  ASSERT_TRUE(slack_.wait_for_acks(1));
  EXPECT_EQ(slack_.acks()[0].frame, nlohmann::json::parse(R"({"envelope_id":"e-1"})"));
  const auto requests = bot->handler.wait_for(1);
  EXPECT_EQ(requests.at(0).user, "U0DANA");
  EXPECT_EQ(requests.at(0).dedupe_key, "command:trigger-e-1");

  const auto open = slack_.calls("apps.connections.open").at(0);
  EXPECT_EQ(open.header("Authorization"), "Bearer xapp-secret");
  EXPECT_EQ(slack_.calls("auth.test").at(0).header("Authorization"), "Bearer xoxb-secret");
  const auto log = log_of(std::move(bot));
  EXPECT_THAT(log, HasSubstr("info: Connected to Slack: 1 of 1 connections serve (Slack counts 1 "
                             "of at most 10).\n"));
  EXPECT_THAT(log, Not(HasSubstr("secret")));
  EXPECT_THAT(log, Not(HasSubstr("jane")));
}

TEST_F(SocketModeTest, SendsAFormsErrorsWithTheAcknowledgement) {
  Bot bot{slack_};
  bot.handler.answer_with({.errors = {{"address", "This is no address."}}});
  ASSERT_TRUE(slack_.wait_for_connections(1));
  slack_.send(0, doubles::fixture("slack/submission.json"));
  ASSERT_TRUE(slack_.wait_for_acks(1));
  const auto payload = slack_.acks()[0].frame["payload"];
  EXPECT_EQ(payload["response_action"], "errors");
  EXPECT_EQ(payload["errors"]["address"], "This is no address.");
}

TEST_F(SocketModeTest, AcknowledgesWhatItDoesNotServeWithoutAskingAnybody) {
  auto bot = std::make_unique<Bot>(slack_);
  ASSERT_TRUE(slack_.wait_for_connections(1));
  slack_.send(0, doubles::fixture("slack/app_rate_limited.json"));
  slack_.send(0, R"({"type":"some_future_type","envelope_id":"e-9","payload":{}})");
  ASSERT_TRUE(slack_.wait_for_acks(2));
  slack_.send(0, command("e-1"));
  EXPECT_EQ(bot->handler.wait_for(1).size(), 1U);
  EXPECT_THAT(log_of(std::move(bot)), HasSubstr("debug: Slack delivered the note that Slack holds "
                                                "back events, because there are too many: not "
                                                "served.\n"));
}

TEST_F(SocketModeTest, WarnsOnceOfEnvelopesOfATypeThatItDoesNotKnow) {
  auto bot = std::make_unique<Bot>(slack_);
  ASSERT_TRUE(slack_.wait_for_connections(1));
  for (int i = 0; i < 50; ++i) {
    slack_.send(0, R"({"type":"some_future_type","envelope_id":"f-)" + std::to_string(i) + "\"}");
  }
  ASSERT_TRUE(slack_.wait_for_acks(50));
  const auto log = log_of(std::move(bot));
  EXPECT_THAT(log, HasSubstr("warning: Slack delivered 1 envelope that this Latchkey does not "
                             "know; the last one: an envelope of the type \"some_future_type\"."));
  EXPECT_EQ(count_of("some_future_type", log), 1U);
}

TEST_F(SocketModeTest, SurvivesFramesThatCannotBeReadAndSaysSoOnce) {
  auto bot = std::make_unique<Bot>(slack_);
  ASSERT_TRUE(slack_.wait_for_connections(1));
  for (int i = 0; i < 50; ++i) slack_.send(0, "{\"type\":");
  slack_.send(0, "[]");
  slack_.send(0, std::string(3 * 512 * 1024, 'x'));
  slack_.send(0, command("e-1"));
  ASSERT_TRUE(slack_.wait_for_acks(1));
  EXPECT_EQ(slack_.acks()[0].connection, 0U);
  const auto log = log_of(std::move(bot));
  EXPECT_THAT(log,
              HasSubstr("warning: Slack sent 1 message that could not be read; the last one: it "
                        "is not JSON.\n"));
  EXPECT_EQ(log.find("could not be read"), log.rfind("could not be read"));
}

TEST_F(SocketModeTest, TakesAFrameOfAMebibyte) {
  Bot bot{slack_};
  ASSERT_TRUE(slack_.wait_for_connections(1));
  auto frame = fixture_json("command");
  frame["payload"]["text"] = std::string(1'000'000, 'x');
  slack_.send(0, frame.dump());
  ASSERT_TRUE(slack_.wait_for_acks(1));
  EXPECT_EQ(bot.handler.wait_for(1).at(0).text.size(), 1'000'000U);
}

TEST_F(SocketModeTest, LeavesARequestUnacknowledgedThatCouldNotBeTakenOn) {
  auto bot = std::make_unique<Bot>(slack_);
  bot->handler.fail_next();
  ASSERT_TRUE(slack_.wait_for_connections(1));
  slack_.send(0, command("e-1"));
  ASSERT_EQ(bot->handler.wait_for(1).size(), 1U);
  slack_.send(0, command("e-2"));
  ASSERT_TRUE(slack_.wait_for_acks(1));
  EXPECT_THAT(acked_over(), ElementsAre(Pair("e-2", 0U)));
  EXPECT_THAT(log_of(std::move(bot)),
              HasSubstr("error: A request could not be taken on, so Slack tells the person that it "
                        "failed. Store: the disk is full\n"));
}

TEST_F(SocketModeTest, KeepsOtherRequestsGoingWhileOneWaits) {
  Bot bot{slack_};
  ASSERT_TRUE(slack_.wait_for_connections(1));
  bot.handler.hold(true);
  slack_.send(0, command("slow"));
  ASSERT_EQ(bot.handler.wait_for(1).size(), 1U);
  slack_.send(0, doubles::fixture("slack/app_rate_limited.json"));
  ASSERT_TRUE(slack_.wait_for_acks(1));
  bot.handler.hold(false);
  ASSERT_TRUE(slack_.wait_for_acks(2));
  EXPECT_EQ(slack_.acks()[1].frame["envelope_id"], "slow");
}

// The request is ours already; should Slack deliver it once more, its key tells.
TEST_F(SocketModeTest, DropsTheAcknowledgementOfAConnectionThatIsGone) {
  auto bot = std::make_unique<Bot>(slack_);
  ASSERT_TRUE(slack_.wait_for_connections(1));
  bot->handler.hold(true);
  slack_.send(0, command("e-1"));
  ASSERT_EQ(bot->handler.wait_for(1).size(), 1U);
  slack_.cut(0);
  ASSERT_TRUE(slack_.wait_for_connections(2));
  bot->handler.hold(false);
  slack_.send(1, command("e-2"));
  ASSERT_TRUE(slack_.wait_for_acks(1));
  EXPECT_THAT(acked_over(), ElementsAre(Pair("e-2", 1U)));
  EXPECT_THAT(log_of(std::move(bot)),
              HasSubstr("warning: 1 request taken on without Slack being told, so it may come "
                        "again. Slack: "));
}

}  // namespace
}  // namespace latchkey::slack
