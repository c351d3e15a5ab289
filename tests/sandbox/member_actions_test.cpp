// Guards against a workspace whose people do not see what Slack would show them.
#include "tests/sandbox/sandbox_fixture.hpp"

namespace latchkey::sandbox {
namespace {

using namespace std::chrono_literals;

class MemberActionsTest : public SandboxFixture {
 protected:
  std::string post_row() {
    const Json row{
        {"type", "actions"},
        {"block_id", "row"},
        {"elements", Json::array({Json{{"type", "button"},
                                       {"action_id", "resend"},
                                       {"value", "job-7"},
                                       {"text", {{"type", "plain_text"}, {"text", "Resend"}}}}})}};
    return text_at(api("chat.postMessage",
                       {{"channel", "C0SUPPORT"}, {"text", "x"}, {"blocks", Json::array({row})}}),
                   "ts");
  }
  Json press(const std::string& ts) {
    return page("action", {{"message_ts", ts}, {"block_id", "row"}, {"action_id", "resend"}});
  }
  Json modal() {
    const Json label{{"type", "plain_text"}, {"text", "Email"}};
    return {
        {"type", "modal"},
        {"title", label},
        {"submit", label},
        {"notify_on_close", true},
        {"blocks",
         Json::array({Json{{"type", "input"},
                           {"block_id", "b"},
                           {"label", label},
                           {"element", {{"type", "email_text_input"}, {"action_id", "email"}}}}})}};
  }
  /// "/diagnose" alone, answered with a modal; its id.
  std::string open_modal(const RecordedLink& link) {
    page("message", {{"text", "/diagnose"}});
    const std::string trigger = text_at(link.frames.back()["payload"], "trigger_id");
    acknowledge(link);
    const Json answer = api("views.open", {{"trigger_id", trigger}, {"view", modal()}});
    return answer.value("ok", false) ? text_at(answer["view"], "id") : text_at(answer, "error");
  }
  static Json entered(const std::string& value) {
    return {{"b", {{"email", {{"type", "email_text_input"}, {"value", value}}}}}};
  }
};

TEST_F(MemberActionsTest, OpeningTheHomeTabIsToldAndShowsWhatWasPublished) {
  const auto link = connect();
  page("home", Json::object());
  const Json& event = link->frames.back()["payload"]["event"];
  EXPECT_EQ(event["type"], "app_home_opened");
  EXPECT_EQ(event["user"], "U0DANA");
  EXPECT_EQ(event["tab"], "home");
  EXPECT_FALSE(event.contains("view"));
  acknowledge(*link);
  const Json view{{"type", "home"}, {"blocks", Json::array({Json{{"type", "divider"}}})}};
  const Json first = api("views.publish", {{"user_id", "U0DANA"}, {"view", view}});
  EXPECT_TRUE(first.value("ok", false)) << first;
  EXPECT_EQ(state()["home"]["id"], first["view"]["id"]);
  EXPECT_TRUE(state("U0LENA")["home"].is_null());
  page("home", Json::object());
  EXPECT_EQ(link->frames.back()["payload"]["event"]["view"]["id"], first["view"]["id"]);
}

TEST_F(MemberActionsTest, ACommandArrivesAsSlackSendsIt) {
  const auto link = connect();
  page("message", {{"text", "/diagnose  jane.doe@acme.example"}});
  const Json& envelope = link->frames.back();
  EXPECT_EQ(envelope["type"], "slash_commands");
  EXPECT_EQ(envelope["accepts_response_payload"], true);
  const Json& payload = envelope["payload"];
  EXPECT_EQ(payload["command"], "/diagnose");
  EXPECT_EQ(payload["text"], " <mailto:jane.doe@acme.example|jane.doe@acme.example>");
  EXPECT_EQ(payload["is_enterprise_install"], "false");
  EXPECT_FALSE(payload.contains("thread_ts"));
}

TEST_F(MemberActionsTest, ACommandThatIsNotAcknowledgedFailsBeforeItsUser) {
  const auto link = connect();
  page("message", {{"text", "/diagnose x"}});
  clock.advance(3s);
  EXPECT_EQ(newest_message()["text"],
            "/diagnose failed because the app did not respond (operation_timeout)");
  EXPECT_EQ(newest_message()["user"], "USLACKBOT");
  EXPECT_FALSE(newest_message("U0LENA").contains("is_ephemeral"));
}

TEST_F(MemberActionsTest, ACommandWithoutAnAppFailsAtOnce) {
  page("message", {{"text", "/diagnose x"}});
  EXPECT_EQ(newest_message()["text"], "/diagnose failed with the error \"dispatch_failed\"");
}

TEST_F(MemberActionsTest, ACommandIsAnsweredByItsAcknowledgement) {
  const auto link = connect();
  page("message", {{"text", "/diagnose help"}});
  acknowledge(*link, {{"text", "try this"}});
  EXPECT_EQ(newest_message()["text"], "try this");
  EXPECT_EQ(newest_message()["is_ephemeral"], true);
  page("message", {{"text", "/diagnose help"}});
  acknowledge(*link, {{"text", "for all"}, {"response_type", "in_channel"}});
  EXPECT_EQ(newest_message("U0LENA")["text"], "for all");
}

TEST_F(MemberActionsTest, ACommandCannotBeTypedInAThread) {
  const std::string ts = text_at(state()["messages"]["C0SUPPORT"][0], "ts");
  const Json answer = page("message", {{"text", "/diagnose x"}, {"thread_ts", ts}});
  EXPECT_EQ(answer["error"], "/diagnose is not supported in threads. Sorry!");
  EXPECT_EQ(page("message", {{"text", "/nonsense"}})["error"], "/nonsense is not a valid command.");
}

TEST_F(MemberActionsTest, AMentionArrivesTwiceUnderTwoEventIds) {
  const auto link = connect();
  page("message", {{"text", "@Latchkey diagnose jane.doe@acme.example"}});
  ASSERT_EQ(link->frames.size(), 3U);
  const Json &mention = link->frames[1]["payload"], &message = link->frames[2]["payload"];
  EXPECT_EQ(mention["event"]["type"], "app_mention");
  EXPECT_EQ(message["event"]["type"], "message");
  EXPECT_EQ(mention["event"]["ts"], message["event"]["ts"]);
  EXPECT_NE(mention["event_id"], message["event_id"]);
}

// As recorded: the mention comes again under the same time with `edited`; the message as one that
// was changed, with what it had said.
TEST_F(MemberActionsTest, ARewrittenMentionArrivesAgain) {
  const auto link = connect();
  const Json typed = page("message", {{"text", "@Latchkey diagnose jan.doe@acme.example"}});
  const std::string ts = text_at(typed, "ts");
  const Json answer =
      page("edit", {{"ts", ts}, {"text", "@Latchkey diagnose jane.doe@acme.example"}});
  EXPECT_EQ(answer["ok"], true) << answer;
  ASSERT_EQ(link->frames.size(), 5U);
  const Json &mention = link->frames[3]["payload"]["event"],
             &change = link->frames[4]["payload"]["event"];
  EXPECT_EQ(mention["type"], "app_mention");
  EXPECT_EQ(mention["ts"], ts);
  EXPECT_EQ(mention["edited"]["user"], "U0DANA");
  EXPECT_EQ(mention["text"],
            "<@U0LATCHKEY> diagnose <mailto:jane.doe@acme.example|jane.doe@acme.example>");
  EXPECT_EQ(change["type"], "message");
  EXPECT_EQ(change["subtype"], "message_changed");
  EXPECT_EQ(change["ts"], mention["edited"]["ts"]);
  EXPECT_EQ(change["message"]["text"], mention["text"]);
  EXPECT_EQ(change["previous_message"]["text"],
            "<@U0LATCHKEY> diagnose <mailto:jan.doe@acme.example|jan.doe@acme.example>");
  EXPECT_FALSE(change["previous_message"].contains("edited"));
  EXPECT_EQ(newest_message("U0LENA")["edited"], mention["edited"]);
}

TEST_F(MemberActionsTest, ARewrittenMessageWithoutAMentionIsToldAsChangedOnly) {
  const auto link = connect();
  const std::string ts = text_at(page("message", {{"text", "@Latchkey hi"}}), "ts");
  page("edit", {{"ts", ts}, {"text", "/diagnose hi"}});
  ASSERT_EQ(link->frames.size(), 4U) << "no command comes of it either";
  EXPECT_EQ(link->frames[3]["payload"]["event"]["subtype"], "message_changed");
  EXPECT_EQ(newest_message()["text"], "/diagnose hi");
}

TEST_F(MemberActionsTest, AMessageThatIsSavedAsItWasIsNotRewritten) {
  const auto link = connect();
  const std::string ts = text_at(page("message", {{"text", "@Latchkey hi"}}), "ts");
  EXPECT_EQ(page("edit", {{"ts", ts}, {"text", "@latchkey hi"}})["ok"], true);
  EXPECT_EQ(link->frames.size(), 3U);
  EXPECT_FALSE(newest_message().contains("edited"));
}

TEST_F(MemberActionsTest, NobodyRewritesWhatAnotherWrote) {
  const std::string ts = text_at(page("message", {{"text", "mine"}}), "ts");
  const auto refusal = [&](Json body) {
    body["text"] = body.value("text", "yours");
    return text_at(page("edit", body), "error");
  };
  EXPECT_EQ(refusal({{"ts", ts}, {"user", "U0LENA"}}), "cant_update_message");
  EXPECT_EQ(refusal({{"ts", post_row()}}), "cant_update_message");
  EXPECT_EQ(refusal({{"ts", ts}, {"user", "U0VERA"}}), "not_in_channel");
  EXPECT_EQ(refusal({{"ts", "1.2"}}), "message_not_found");
  EXPECT_EQ(refusal({{"ts", ts}, {"text", " \n"}}), "no_text");
  EXPECT_EQ(newest_message()["text"], "x") << "what the app wrote";
}

TEST_F(MemberActionsTest, AMentionInAChannelWithoutTheBotReachesNobodyUntilItIsInvited) {
  const auto link = connect();
  page("message", {{"channel", "C0GENERAL"}, {"text", "@Latchkey hi"}});
  EXPECT_EQ(link->frames.size(), 1U);
  EXPECT_EQ(page("message", {{"channel", "C0GENERAL"}, {"text", "/invite @Latchkey"}})["ok"], true);
  page("message", {{"channel", "C0GENERAL"}, {"text", "@Latchkey hi"}});
  EXPECT_EQ(link->frames.size(), 3U);
}

TEST_F(MemberActionsTest, APressArrivesWithItsMessage) {
  const auto link = connect();
  const std::string ts = post_row();
  press(ts);
  const Json& payload = link->frames.back()["payload"];
  EXPECT_EQ(payload["type"], "block_actions");
  EXPECT_EQ(payload["actions"][0]["value"], "job-7");
  EXPECT_EQ(payload["container"]["message_ts"], ts);
  EXPECT_EQ(payload["message"]["ts"], ts);
  EXPECT_EQ(payload["user"]["team_id"], "T0LATCHKEY");
}

TEST_F(MemberActionsTest, APressThatIsNotAcknowledgedShowsAWarning) {
  const auto link = connect();
  const auto client = sandbox.slack().stream.subscribe("U0DANA");
  press(post_row());
  clock.advance(3s);
  const Json told = events(*client).back();
  EXPECT_EQ(told["type"], "action_result");
  EXPECT_EQ(told["ok"], false);
  EXPECT_EQ(told["error"], "operation_timeout");
}

TEST_F(MemberActionsTest, APressOfWhatIsNotThereIsRefused) {
  EXPECT_EQ(press("1.2")["error"], "message_not_found");
  const std::string ts = post_row();
  EXPECT_EQ(
      page("action", {{"message_ts", ts}, {"block_id", "row"}, {"action_id", "other"}})["error"],
      "action_not_found");
  EXPECT_EQ(page("action", {{"user", "U0VERA"},
                            {"message_ts", ts},
                            {"block_id", "row"},
                            {"action_id", "resend"}})["error"],
            "message_not_found")
      << "not a member of the channel";
}

TEST_F(MemberActionsTest, AResponseUrlReplacesWhatWasPressedAndSpeaksToItsUser) {
  const auto link = connect();
  press(post_row());
  const std::string url = text_at(link->frames.back()["payload"], "response_url");
  const auto respond = [&](const Json& body) {
    return send("POST", url.substr(std::string("http://127.0.0.1:8080").size()),
                {{"content-type", "application/json"}}, body.dump());
  };
  EXPECT_EQ(respond({{"replace_original", true}, {"text", "done"}}).body, "ok");
  EXPECT_EQ(newest_message("U0LENA")["text"], "done");
  respond({{"text", "for you"}});
  EXPECT_EQ(newest_message()["text"], "for you");
  EXPECT_EQ(newest_message("U0LENA")["text"], "done");
  for (int i = 0; i < 3; ++i) EXPECT_EQ(respond({{"text", "again"}}).status, 200);
  EXPECT_EQ(respond({{"text", "sixth"}}).status, 404);
}

TEST_F(MemberActionsTest, AShortcutArrivesWithItsMessage) {
  const auto link = connect();
  const std::string ts = text_at(state()["messages"]["C0SUPPORT"][1], "ts");
  EXPECT_EQ(page("shortcut", {{"message_ts", ts}, {"callback_id", "diagnose_message"}})["ok"],
            true);
  const Json& payload = link->frames.back()["payload"];
  EXPECT_EQ(payload["type"], "message_action");
  EXPECT_EQ(payload["message"]["ts"], ts);
  EXPECT_EQ(page("shortcut", {{"message_ts", ts}, {"callback_id", "other"}})["error"],
            "shortcut_not_found");
}

TEST_F(MemberActionsTest, AModalNeedsAFreshTrigger) {
  const auto link = connect();
  page("message", {{"text", "/diagnose"}});
  const std::string trigger = text_at(link->frames.back()["payload"], "trigger_id");
  const Json args{{"trigger_id", trigger}, {"view", modal()}};
  EXPECT_EQ(api("views.open", args)["ok"], true);
  EXPECT_EQ(api("views.open", args)["error"], "exchanged_trigger_id");
  page("message", {{"text", "/diagnose"}});
  const std::string slow = text_at(link->frames.back()["payload"], "trigger_id");
  clock.advance(3001ms);
  EXPECT_EQ(api("views.open", {{"trigger_id", slow}, {"view", modal()}})["error"],
            "expired_trigger_id");
}

TEST_F(MemberActionsTest, ASubmissionIsCorrectedAndThenTaken) {
  const auto link = connect();
  const auto client = sandbox.slack().stream.subscribe("U0DANA");
  const std::string id = open_modal(*link);
  EXPECT_EQ(events(*client).back()["type"], "view_opened");

  page("view_submission", {{"view_id", id}, {"values", entered("")}});
  EXPECT_EQ(events(*client).back()["errors"]["b"], "Please complete this required field.");

  page("view_submission", {{"view_id", id}, {"values", entered("x@y.example")}});
  const Json& view = link->frames.back()["payload"]["view"];
  EXPECT_EQ(view["state"]["values"]["b"]["email"]["value"], "x@y.example");
  acknowledge(*link, {{"response_action", "errors"}, {"errors", {{"b", "unknown"}}}});
  EXPECT_EQ(events(*client).back()["errors"]["b"], "unknown");

  page("view_submission", {{"view_id", id}, {"values", entered("z@y.example")}});
  acknowledge(*link);
  EXPECT_EQ(events(*client).back()["type"], "view_closed");
  EXPECT_TRUE(state()["view"].is_null());
}

TEST_F(MemberActionsTest, ACancelledModalIsToldWhereItAskedForThat) {
  const auto link = connect();
  const std::string id = open_modal(*link);
  EXPECT_EQ(page("view_closed", {{"view_id", id}})["ok"], true);
  EXPECT_EQ(link->frames.back()["payload"]["type"], "view_closed");
}

}  // namespace
}  // namespace latchkey::sandbox
