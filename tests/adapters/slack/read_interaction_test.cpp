#include "adapters/slack/envelope.hpp"

#include "tests/adapters/slack/reading.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace latchkey::slack {
namespace {

using testing::ElementsAre;
using testing::Pair;

TEST(ReadInteraction, TakesAPressedButton) {
  const auto request = request_in(fixture_json("button"));
  EXPECT_EQ(request.kind, chat::Request::Kind::action);
  EXPECT_EQ(request.action, "resend_confirmation");
  EXPECT_EQ(request.value, "d-42");
  EXPECT_EQ(request.user, "U0DANA");
  EXPECT_EQ(request.user_team, "T0OURS");
  EXPECT_EQ(request.channel, "C0SUPPORT");
  EXPECT_EQ(request.message, "1763798500.000300");
  EXPECT_EQ(request.thread, "1763798400.000100");
  EXPECT_EQ(request.trigger, "101.200.abc");
  EXPECT_EQ(request.dedupe_key, "action:101.200.abc");
  EXPECT_EQ(request.reply_url, "https://hooks.slack.com/actions/T0OURS/1/secret");
}

TEST(ReadInteraction, TellsAPressInADirectMessage) {
  auto frame = fixture_json("button");
  EXPECT_FALSE(request_in(frame).direct);
  frame["payload"]["channel"] = {{"id", "C0THREE"}, {"name", "mpdm-dana--lena--omar-1"}};
  EXPECT_TRUE(request_in(frame).direct);
}

TEST(ReadInteraction, TakesTheTeamOfThePersonWhereSlackNamesNoOther) {
  const auto request = request_in(fixture_json("button_ephemeral_org"));
  EXPECT_EQ(request.team, "T0WORK");
  EXPECT_EQ(request.user_team, "T0WORK");
  EXPECT_EQ(request.message, "1763798500.000300");
}

TEST(ReadInteraction, DropsWhatOnlyKeepsEqualButtonsApart) {
  EXPECT_EQ(request_in(fixture_json("button_ephemeral_org")).action, "check_other_address");
}

TEST(ReadInteraction, KeepsAKeyForAPressWithoutATrigger) {
  auto frame = fixture_json("button");
  frame["payload"].erase("trigger_id");
  EXPECT_EQ(request_in(frame).dedupe_key, "action:U0DANA:1763798500.000300:1763798600.1");
}

TEST(ReadInteraction, IgnoresActionsOnOtherThanButtons) {
  auto frame = fixture_json("button");
  frame["payload"]["actions"][0]["type"] = "static_select";
  EXPECT_EQ(ignored_because(frame), "an action on something that is no button");
  frame["payload"]["actions"] = nlohmann::json::array();
  EXPECT_EQ(ignored_because(frame), "an action on something that is no button");
  frame["payload"].erase("actions");
  EXPECT_EQ(ignored_because(frame), "a press without a button");
}

TEST(ReadInteraction, TakesTheMessageShortcutWithTheMessagesOwnText) {
  const auto request = request_in(fixture_json("message_shortcut"));
  EXPECT_EQ(request.kind, chat::Request::Kind::shortcut);
  EXPECT_EQ(request.action, "diagnose_message");
  EXPECT_EQ(request.text, "Customer <mailto:jane@acme.example|jane@acme.example> cannot sign in");
  EXPECT_EQ(request.channel, "C0SUPPORT");
  EXPECT_EQ(request.message, "1763798000.000100");
  EXPECT_EQ(request.thread, "");
  EXPECT_EQ(request.dedupe_key, "shortcut:103.200.abc");
}

TEST(ReadInteraction, TakesWhatWasChosenAsWhatIsTyped) {
  auto frame = fixture_json("submission");
  frame["payload"]["view"]["state"]["values"] = nlohmann::json::parse(
      R"({"address":{"value":{"type":"static_select","selected_option":{"value":"a@b.example"}}}})");
  EXPECT_EQ(request_in(frame).fields.at("address"), "a@b.example");
}

// What a ticket system posts has its words in blocks and attachments.
TEST(ReadInteraction, TakesTheWordsOfBlocksWhereTheTextHasNoAddress) {
  auto frame = fixture_json("message_shortcut");
  auto& message = frame["payload"]["message"];
  message["text"] = "Ticket 4711 was opened";
  message["blocks"] = nlohmann::json::parse(
      R"([{"type":"section","text":{"type":"mrkdwn","text":"From ann@acme.example"}}])");
  message["attachments"] =
      nlohmann::json::parse(R"([{"fields":[{"title":"CC","value":"ben@acme.example"}]}])");
  const auto request = request_in(frame);
  EXPECT_THAT(request.text, testing::HasSubstr("Ticket 4711"));
  EXPECT_THAT(request.text, testing::HasSubstr("ann@acme.example"));
  EXPECT_THAT(request.text, testing::HasSubstr("ben@acme.example"));
}

TEST(ReadInteraction, TakesASubmittedForm) {
  const auto frame = fixture_json("submission");
  const auto request = request_in(frame);
  EXPECT_EQ(request.kind, chat::Request::Kind::submission);
  EXPECT_EQ(request.action, "ask_address");
  EXPECT_EQ(request.context, "C0SUPPORT");
  EXPECT_THAT(request.fields,
              ElementsAre(Pair("address", "jane@acme.example"), Pair("service", "")));
  EXPECT_EQ(request.dedupe_key, "view:V01:17637987.abc");
  EXPECT_TRUE(read_envelope(frame).takes_answer);
}

TEST(ReadInteraction, IgnoresWhatWeDoNotServe) {
  auto frame = fixture_json("submission");
  frame["payload"]["type"] = "view_closed";
  EXPECT_EQ(ignored_because(frame), "a form that was closed");
  frame["payload"]["type"] = "some_future_interaction";
  EXPECT_EQ(ignored_because(frame), "an interaction that we do not serve");
  frame["payload"].erase("user");
  EXPECT_EQ(ignored_because(frame), "an interaction that names no person");
}

}  // namespace
}  // namespace latchkey::slack
