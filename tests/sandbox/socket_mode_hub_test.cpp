// Guards against a Socket Mode that forgives what Slack does not: late acknowledgements, answers on
// the wrong connection, tickets used twice.
#include "deploy/sandbox/socket_mode_hub.hpp"

#include "tests/sandbox/manual_scheduler.hpp"
#include "tests/sandbox/recorded_link.hpp"

#include <gtest/gtest.h>

namespace latchkey::sandbox {
namespace {

using namespace std::chrono_literals;

class SocketModeHubTest : public testing::Test {
 protected:
  std::shared_ptr<RecordedLink> connect() {
    auto link = std::make_shared<RecordedLink>();
    hub.attach(link);
    return link;
  }

  void deliver(bool accepts_response = false) {
    hub.deliver({"interactive",
                 {{"type", "block_actions"}},
                 accepts_response,
                 [this](const Json& response) { answers.push_back(response); },
                 [this] { ++timeouts; }});
  }

  ManualScheduler clock;
  SocketModeHub hub{clock, "A1"};
  std::vector<Json> answers;
  int timeouts = 0;
};

TEST_F(SocketModeHubTest, GreetsWithTheNumberOfConnections) {
  connect();
  const auto second = connect();
  ASSERT_EQ(second->frames.size(), 1U);
  EXPECT_EQ(second->frames[0]["type"], "hello");
  EXPECT_EQ(second->frames[0]["num_connections"], 2);
  EXPECT_EQ(second->frames[0]["connection_info"]["app_id"], "A1");
}

TEST_F(SocketModeHubTest, TakesATicketOnceAndForThirtySeconds) {
  const std::string ticket = hub.issue_ticket(), old = hub.issue_ticket();
  EXPECT_TRUE(hub.redeem_ticket(ticket));
  EXPECT_FALSE(hub.redeem_ticket(ticket));
  clock.advance(31s);
  EXPECT_FALSE(hub.redeem_ticket(old));
  EXPECT_FALSE(hub.redeem_ticket("made up"));
}

TEST_F(SocketModeHubTest, TurnsTheEleventhConnectionAway) {
  for (int i = 0; i < 10; ++i) connect();
  const auto eleventh = connect();
  EXPECT_EQ(eleventh->frames[0]["type"], "disconnect");
  EXPECT_EQ(eleventh->frames[0]["reason"], "too_many_websockets");
  clock.advance(1s);
  EXPECT_NE(eleventh->close_code, 0);
  EXPECT_EQ(hub.connections(), 10U);
}

TEST_F(SocketModeHubTest, DeliversToOneConnectionInTurn) {
  const auto first = connect(), second = connect();
  deliver();
  deliver();
  EXPECT_EQ(first->frames.size(), 2U);
  EXPECT_EQ(second->frames.size(), 2U);
}

TEST_F(SocketModeHubTest, WaitsThreeSecondsForAnAcknowledgement) {
  const auto link = connect();
  deliver();
  const std::string id = link->envelope_id();
  clock.advance(2999ms);
  EXPECT_EQ(timeouts, 0);
  clock.advance(1ms);
  EXPECT_EQ(timeouts, 1);
  hub.receive(link.get(), ack(id));
  EXPECT_TRUE(answers.empty()) << "too late";
}

TEST_F(SocketModeHubTest, TakesAnAcknowledgementOnlyFromTheConnectionThatDelivered) {
  const auto first = connect(), second = connect();
  deliver();
  hub.receive(second.get(), ack(first->envelope_id()));
  EXPECT_TRUE(answers.empty());
  hub.receive(first.get(), ack(first->envelope_id()));
  EXPECT_EQ(answers.size(), 1U);
  clock.advance(5s);
  EXPECT_EQ(timeouts, 0);
}

TEST_F(SocketModeHubTest, HonoursAPayloadOnlyWhereOneIsAccepted) {
  const auto link = connect();
  deliver(false);
  hub.receive(link.get(), ack(link->envelope_id(), {{"text", "hi"}}));
  deliver(true);
  hub.receive(link.get(), ack(link->envelope_id(), {{"text", "hi"}}));
  ASSERT_EQ(answers.size(), 2U);
  EXPECT_TRUE(answers[0].is_null());
  EXPECT_EQ(answers[1]["text"], "hi");
}

TEST_F(SocketModeHubTest, SurvivesNoise) {
  const auto link = connect();
  for (const char* noise : {"", "{", "[]", "null", "{\"envelope_id\":7}", "\xff\xfe"}) {
    hub.receive(link.get(), noise);
  }
  EXPECT_EQ(hub.connections(), 1U);
}

TEST_F(SocketModeHubTest, SaysAtOnceWhereNoAppIsConnected) {
  deliver();
  EXPECT_EQ(timeouts, 1);
}

TEST_F(SocketModeHubTest, RepeatsAnUnacknowledgedEventThreeTimes) {
  const auto link = connect();
  hub.deliver_event({{"event_id", "Ev1"}});
  EXPECT_EQ(link->frames.back()["retry_attempt"], 0);
  clock.advance(3s);
  EXPECT_EQ(link->frames.back()["retry_attempt"], 1);
  EXPECT_EQ(link->frames.back()["retry_reason"], "timeout");
  clock.advance(63s);
  EXPECT_EQ(link->frames.back()["retry_attempt"], 2);
  clock.advance(303s);
  EXPECT_EQ(link->frames.back()["retry_attempt"], 3);
  clock.advance(1h);
  EXPECT_EQ(link->frames.size(), 5U);
}

TEST_F(SocketModeHubTest, KeepsAnEventForAnAppThatComesBack) {
  hub.deliver_event({{"event_id", "Ev1"}});
  clock.advance(2s);
  const auto link = connect();
  clock.advance(2s);
  ASSERT_EQ(link->frames.size(), 2U);
  EXPECT_EQ(link->frames[1]["retry_attempt"], 1);
}

TEST_F(SocketModeHubTest, DoesNotRepeatAnAcknowledgedEvent) {
  const auto link = connect();
  hub.deliver_event({{"event_id", "Ev1"}});
  hub.receive(link.get(), ack(link->envelope_id()));
  clock.advance(1h);
  EXPECT_EQ(link->frames.size(), 2U);
}

TEST_F(SocketModeHubTest, LogsWhatBecameOfEachDelivery) {
  hub.deliver({"slash_commands", {}, true, {}, {}});
  EXPECT_EQ(hub.log().entry(0)["sent"], 0) << "nobody was there";
  EXPECT_EQ(hub.log().entry(0)["missed"], 1);
  const auto link = connect();
  const std::size_t event = hub.deliver_event({{"event_id", "Ev1"}});
  clock.advance(3s);
  EXPECT_EQ(hub.log().entry(event)["missed"], 1);
  clock.advance(20ms);
  hub.receive(link.get(), ack(link->envelope_id()));
  EXPECT_EQ(hub.log().entry(event)["sent"], 2);
  EXPECT_EQ(hub.log().entry(event)["acknowledged_after_ms"], 20);
  EXPECT_EQ(hub.log().entries().size(), 2U);
  EXPECT_TRUE(hub.log().entry(2).is_null());
}

TEST_F(SocketModeHubTest, RefreshesWithAWarningAndTenSecondsOfTime) {
  const auto old = connect();
  hub.refresh("");
  EXPECT_EQ(old->frames.back()["reason"], "warning");
  const auto fresh = connect();
  deliver();
  EXPECT_EQ(fresh->frames.back()["type"], "interactive") << "the old one is spared";
  clock.advance(6s);
  EXPECT_EQ(old->frames.back()["reason"], "refresh_requested");
  EXPECT_EQ(old->close_code, 0);
  clock.advance(4s);
  EXPECT_EQ(old->close_code, 1000);
  EXPECT_EQ(fresh->close_code, 0);
}

TEST_F(SocketModeHubTest, DisconnectsForAReason) {
  const auto link = connect();
  hub.refresh("link_disabled");
  EXPECT_EQ(link->frames.back()["reason"], "link_disabled");
  clock.advance(1s);
  EXPECT_EQ(link->close_code, 1000);
}

}  // namespace
}  // namespace latchkey::sandbox
