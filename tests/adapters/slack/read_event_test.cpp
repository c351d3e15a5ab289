#include "adapters/slack/envelope.hpp"

#include "tests/adapters/slack/reading.hpp"

#include <gtest/gtest.h>

namespace latchkey::slack {
namespace {

using nlohmann::json;

/// The mention's fixture with one field of its event set.
json mention_with(const char* field, const json& value) {
  auto frame = fixture_json("app_mention");
  frame["payload"]["event"][field] = value;
  return frame;
}

TEST(ReadEvent, TakesAMentionWithoutTheMentionItself) {
  const auto request = request_in(fixture_json("app_mention"));
  EXPECT_EQ(request.kind, chat::Request::Kind::mention);
  EXPECT_EQ(request.user, "U0DANA");
  EXPECT_EQ(request.user_team, "T0OURS");
  EXPECT_EQ(request.team, "T0OURS");
  EXPECT_EQ(request.channel, "C0SUPPORT");
  EXPECT_EQ(request.thread, "1763798300.000200");
  EXPECT_EQ(request.message, "1763798400.000100");
  EXPECT_EQ(request.text, "diagnose <mailto:jane@acme.example|jane@acme.example> &amp; tell");
  EXPECT_FALSE(request.direct);
}

// One message makes two events with two event_ids when both are subscribed: one run.
TEST(ReadEvent, GivesAMentionAndItsMessageTheSameKey) {
  const auto mention = request_in(fixture_json("app_mention"));
  const auto message = request_in(fixture_json("message"));
  EXPECT_EQ(mention.dedupe_key, "message:C0SUPPORT:1763798400.000100");
  EXPECT_EQ(message.dedupe_key, mention.dedupe_key);
}

// An edit fires the mention again under the same channel and time. Who corrected an address waits
// for an answer; a redelivery of the edit is the same edit.
TEST(ReadEvent, TakesAnEditedMentionForAQuestionOfItsOwn) {
  const auto edited = mention_with("edited", {{"user", "U0DANA"}, {"ts", "1763798500.000000"}});
  EXPECT_EQ(request_in(edited).dedupe_key,
            "message:C0SUPPORT:1763798400.000100:edited:1763798500.000000");
}

/// A message in a thread to others, with this text.
json talk(const std::string& text) {
  auto frame = fixture_json("message");
  frame["payload"]["event"]["text"] = text;
  return frame;
}

TEST(ReadEvent, TakesAMentionOfUserGroupsInAThread) {
  const auto request =
      request_in(talk("<!subteam^S0ONCALL|@support-oncall> and <!subteam^S0TEAM>: please look"));
  EXPECT_EQ(request.kind, chat::Request::Kind::group_mention);
  EXPECT_EQ(request.value, "S0ONCALL S0TEAM");
  EXPECT_EQ(request.text, " and : please look");
  EXPECT_EQ(request.thread, "1763798300.000200");
}

TEST(ReadEvent, TakesAMentionOfUsAndOfAGroupForOneOfUs) {
  const auto text = fixture_json("message")["payload"]["event"]["text"].get<std::string>();
  const auto request = request_in(talk(text + " <!subteam^S0ONCALL>"));
  EXPECT_EQ(request.kind, chat::Request::Kind::mention);
}

TEST(ReadEvent, OverlooksWhatIsSaidToAGroupOutsideOfThreads) {
  auto frame = talk("<!subteam^S0ONCALL> good morning");
  frame["payload"]["event"].erase("thread_ts");
  EXPECT_TRUE(std::holds_alternative<Ignored>(read_envelope(frame).content));
}

TEST(ReadEvent, TakesAnOpenedHomeTab) {
  const auto request = request_in(fixture_json("app_home_opened"));
  EXPECT_EQ(request.kind, chat::Request::Kind::home);
  EXPECT_EQ(request.user, "U0DANA");
  EXPECT_EQ(request.user_team, "T0OURS");
  EXPECT_EQ(request.channel, "");
  EXPECT_EQ(request.dedupe_key, "home:Ev0HOME");
}

TEST(ReadEvent, OverlooksOurMessagesTab) {
  auto frame = fixture_json("app_home_opened");
  frame["payload"]["event"]["tab"] = "messages";
  EXPECT_TRUE(std::holds_alternative<Ignored>(read_envelope(frame).content));
}

TEST(ReadEvent, TakesTheMentionOutWhereverItStands) {
  EXPECT_EQ(request_in(mention_with("text", "please <@U0BOT|latchkey> help\n")).text,
            "please  help");
  EXPECT_EQ(request_in(mention_with("text", "<@U0BOT>")).text, "");
  EXPECT_EQ(request_in(mention_with("text", "<@U0BOT> ask <@U0BOTTLE>")).text, "ask <@U0BOTTLE>");
}

TEST(ReadEvent, IgnoresWhatIsNotSaidToUs) {
  EXPECT_EQ(ignored_because(mention_with("user", "U0BOT")), "our own message");
  EXPECT_EQ(ignored_because(mention_with("bot_id", "B0OTHER")), "a message of a bot");
  EXPECT_EQ(ignored_because(mention_with("subtype", "message_changed")), "a message of a subtype");
  EXPECT_EQ(ignored_because(mention_with("type", "reaction_added")),
            "an event that we do not serve");
  auto no_author = fixture_json("app_mention");
  no_author["payload"]["event"].erase("user");
  EXPECT_EQ(ignored_because(no_author), "a message without an author");
}

TEST(ReadEvent, IgnoresOtherPeoplesTalkButListensInADirectConversation) {
  auto frame = fixture_json("message");
  frame["payload"]["event"]["text"] = "diagnose jane@acme.example";
  EXPECT_EQ(ignored_because(frame), "other people's talk");
  frame["payload"]["event"]["channel_type"] = "im";
  EXPECT_EQ(request_in(frame).text, "diagnose jane@acme.example");
  EXPECT_TRUE(request_in(frame).direct);
}

TEST(ReadEvent, IgnoresTheNoteThatEventsAreHeldBack) {
  EXPECT_EQ(ignored_because(fixture_json("app_rate_limited")),
            "the note that Slack holds back events, because there are too many");
}

// Fails closed: in a shared channel an author whose workspace is not told is nobody's.
TEST(ReadEvent, DoesNotTakeAStrangerForOneOfUs) {
  auto frame = fixture_json("app_mention");
  frame["payload"]["event"]["user_team"] = "T0THEIRS";
  EXPECT_EQ(request_in(frame).user_team, "T0THEIRS");
  frame["payload"]["event"].erase("user_team");
  frame["payload"]["event"].erase("team");
  EXPECT_EQ(request_in(frame).user_team, "T0OURS");
  frame["payload"]["is_ext_shared_channel"] = true;
  EXPECT_EQ(request_in(frame).user_team, "");
}

TEST(ReadEvent, IgnoresAMessageThatSaysNotWhereOrWhen) {
  for (const char* field : {"channel", "ts"}) {
    auto frame = fixture_json("app_mention");
    frame["payload"]["event"].erase(field);
    EXPECT_EQ(ignored_because(frame), "a message that names no channel or no time");
  }
}

}  // namespace
}  // namespace latchkey::slack
