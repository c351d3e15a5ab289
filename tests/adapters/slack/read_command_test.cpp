#include "adapters/slack/envelope.hpp"

#include "tests/adapters/slack/reading.hpp"

#include <gtest/gtest.h>

namespace latchkey::slack {
namespace {

TEST(ReadCommand, TakesEverythingThatASlashCommandSays) {
  const auto request = request_in(fixture_json("command"));
  EXPECT_EQ(request.kind, chat::Request::Kind::command);
  EXPECT_EQ(request.dedupe_key, "command:100.200.abc");
  EXPECT_EQ(request.user, "U0DANA");
  EXPECT_EQ(request.user_team, "T0OURS");
  EXPECT_EQ(request.team, "T0OURS");
  EXPECT_EQ(request.channel, "C0SUPPORT");
  EXPECT_EQ(request.thread, "");
  EXPECT_EQ(request.text, "<mailto:jane.doe@acme.example|jane.doe@acme.example> since:14d");
  EXPECT_EQ(request.trigger, "100.200.abc");
  EXPECT_EQ(request.reply_url, "https://hooks.slack.com/commands/T0OURS/1/secret");
}

// Slack sends "false" as text here and as a boolean elsewhere.
TEST(ReadCommand, TakesTheTeamOfThePayloadWhereAWholeOrganisationIsServed) {
  auto frame = fixture_json("command");
  frame["payload"]["team_id"] = "T0OTHER";
  EXPECT_EQ(request_in(frame).team, "T0OURS");
  EXPECT_EQ(request_in(frame).user_team, "T0OTHER");
  for (const nlohmann::json& yes : {nlohmann::json(true), nlohmann::json("true")}) {
    frame["payload"]["is_enterprise_install"] = yes;
    EXPECT_EQ(request_in(frame).team, "T0OTHER");
  }
}

TEST(ReadCommand, KeepsAKeyWithoutATriggerThatHoldsNothingTyped) {
  auto frame = fixture_json("command");
  frame["payload"].erase("trigger_id");
  const auto key = request_in(frame).dedupe_key;
  EXPECT_EQ(key.find("jane"), std::string::npos);
  EXPECT_EQ(key, request_in(frame).dedupe_key);
  frame["payload"]["text"] = "other";
  EXPECT_NE(key, request_in(frame).dedupe_key);
}

// Slack names a conversation between people by its kind, not by a name that somebody gave it.
TEST(ReadCommand, TellsDirectMessagesFromChannels) {
  const auto direct = [](const char* id, const char* name) {
    auto frame = fixture_json("command");
    frame["payload"]["channel_id"] = id;
    frame["payload"]["channel_name"] = name;
    return request_in(frame).direct;
  };
  EXPECT_TRUE(direct("D0LENA", "directmessage"));
  EXPECT_TRUE(direct("G0THREE", "mpdm-dana--lena--omar-1"));
  EXPECT_TRUE(direct("C0THREE", "mpdm-dana--lena--omar-1"));
  EXPECT_FALSE(direct("C0SUPPORT", "support"));
  EXPECT_FALSE(direct("C0SECRET", "privategroup"));
}

TEST(ReadCommand, IgnoresOneWithoutAPersonOrAChannel) {
  for (const char* field : {"user_id", "channel_id"}) {
    auto frame = fixture_json("command");
    frame["payload"].erase(field);
    EXPECT_EQ(ignored_because(frame), "a command that names no person or no channel");
  }
}

}  // namespace
}  // namespace latchkey::slack
