#include "adapters/slack/web_api_error.hpp"

#include <gtest/gtest.h>
#include <nlohmann/json.hpp>

namespace latchkey::slack {
namespace {

http::Response response(int status, std::string body, http::Headers headers = {}) {
  return {.status = status, .headers = std::move(headers), .body = std::move(body)};
}

Error error_in(const Call& call, const http::Response& answer) {
  const auto read = read_answer(call, answer);
  if (read) {
    ADD_FAILURE() << "no error: " << answer.body;
    return {};
  }
  return read.error();
}

Error said(const std::string& word, const Call& call = users_info("U1")) {
  return error_in(call, response(200, R"({"ok":false,"error":")" + word + "\"}"));
}

struct Row {
  const char* word;
  ErrorKind kind;
};

class SlacksWord : public testing::TestWithParam<Row> {};

TEST_P(SlacksWord, SteersWhatWeDo) {
  EXPECT_EQ(kind_of(GetParam().word), GetParam().kind);
  EXPECT_EQ(said(GetParam().word).kind, GetParam().kind);
  EXPECT_EQ(said(GetParam().word).what, std::string{"Slack: users.info: "} + GetParam().word);
}

using enum ErrorKind;
INSTANTIATE_TEST_SUITE_P(
    Table, SlacksWord,
    testing::Values(Row{"invalid_auth", refused}, Row{"not_authed", refused},
                    Row{"account_inactive", refused}, Row{"token_revoked", refused},
                    Row{"token_expired", refused}, Row{"not_allowed_token_type", refused},
                    Row{"missing_scope", refused}, Row{"no_permission", not_found},
                    Row{"forbidden_team", refused}, Row{"user_removed_from_team", refused},
                    Row{"team_disabled", refused}, Row{"access_denied", not_found},
                    Row{"team_access_not_granted", refused}, Row{"ekm_access_denied", refused},
                    Row{"org_login_required", refused}, Row{"app_access_restricted", refused},
                    Row{"enterprise_is_restricted", refused},
                    Row{"metadata_must_be_sent_from_app", refused},
                    Row{"plan_upgrade_required", refused}, Row{"restricted_action", not_found},
                    Row{"restricted_action_read_only_channel", not_found},
                    Row{"restricted_action_thread_only_channel", not_found},
                    Row{"restricted_action_non_threadable_channel", not_found},
                    Row{"channel_not_found", not_found}, Row{"not_in_channel", not_found},
                    Row{"is_archived", not_found}, Row{"user_not_in_channel", not_found},
                    Row{"user_not_found", not_found}, Row{"users_not_found", not_found},
                    Row{"user_not_visible", not_found}, Row{"no_such_subteam", not_found},
                    Row{"message_not_found", not_found}, Row{"thread_not_found", not_found},
                    Row{"not_found", not_found}, Row{"restricted_action_thread_locked", not_found},
                    Row{"messages_tab_disabled", not_found}, Row{"team_not_found", not_found},
                    Row{"ratelimited", rate_limited}, Row{"rate_limited", rate_limited},
                    Row{"message_limit_exceeded", rate_limited}, Row{"internal_error", unavailable},
                    Row{"service_unavailable", unavailable}, Row{"request_timeout", unavailable},
                    Row{"team_added_to_org", unavailable}, Row{"fatal_error", unavailable},
                    Row{"invalid_arguments", invalid}, Row{"invalid_arg_name", invalid},
                    Row{"missing_args", invalid}, Row{"invalid_blocks", invalid},
                    Row{"invalid_blocks_format", invalid}, Row{"no_text", invalid},
                    Row{"update_failed", unavailable}, Row{"is_inactive", invalid},
                    Row{"invalid_metadata_format", invalid},
                    Row{"invalid_metadata_schema", invalid}, Row{"metadata_too_large", invalid},
                    Row{"msg_too_long", invalid}, Row{"msg_blocks_too_long", invalid},
                    Row{"cannot_reply_to_message", invalid}, Row{"cant_update_message", invalid},
                    Row{"edit_window_closed", invalid}, Row{"block_mismatch", invalid},
                    Row{"expired_trigger_id", invalid}, Row{"trigger_expired", invalid},
                    Row{"exchanged_trigger_id", invalid}, Row{"trigger_exchanged", invalid},
                    Row{"invalid_trigger_id", invalid}, Row{"view_too_large", invalid},
                    Row{"hash_conflict", invalid}, Row{"insecure_request", invalid},
                    Row{"unknown_method", invalid}, Row{"some_future_error", misunderstood}),
    [](const auto& row) { return std::string{row.param.word}; });

TEST(ReadAnswer, GivesTheWholeAnswer) {
  const auto answer =
      read_answer(users_info("U1"), response(200, R"({"ok":true,"warning":"x","a":1})"));
  ASSERT_TRUE(answer);
  EXPECT_EQ((*answer)["a"], 1);
}

TEST(ReadAnswer, ReadsTheWaitOfARateLimit) {
  const auto limited = error_in(users_info("U1"), response(429, "", {{"Retry-After", "30"}}));
  EXPECT_EQ(limited.kind, rate_limited);
  EXPECT_EQ(limited.retry_after, std::chrono::seconds{30});
  EXPECT_EQ(error_in(users_info("U1"), response(429, R"({"ok":false,"error":"ratelimited"})"))
                .retry_after,
            std::nullopt);
}

TEST(ReadAnswer, NamesTheScopeThatIsMissing) {
  const auto error = error_in(
      users_info("U1"),
      response(
          200,
          R"({"ok":false,"error":"missing_scope","needed":"users:read","provided":"chat:write"})"));
  EXPECT_EQ(error.what, "Slack: users.info: missing_scope (the scope users:read)");
}

Error lacking(const std::string& needed) {
  return error_in(
      conversations_info("C1"),
      response(200, R"({"ok":false,"error":"missing_scope","needed":")" + needed + R"("})"));
}

// We never ask for the scopes of direct messages, so no operator has to act on this.
TEST(ReadAnswer, TakesADirectMessageForOneThatWeMayNotSee) {
  EXPECT_EQ(lacking("im:read").kind, ErrorKind::not_found);
  EXPECT_EQ(lacking("mpim:read").kind, ErrorKind::not_found);
  EXPECT_EQ(lacking("mpim:read").what,
            "Slack: conversations.info: missing_scope (the scope mpim:read)");
  EXPECT_EQ(lacking("groups:read").kind, ErrorKind::refused);
  EXPECT_EQ(lacking("channels:read,groups:read,mpim:read,im:read").kind, ErrorKind::refused);
}

TEST(ReadAnswer, KeepsSlacksOwnWordsApart) {
  const auto error = error_in(
      users_info("U1"),
      response(
          200,
          R"({"ok":false,"error":"invalid_blocks","response_metadata":{"messages":["[ERROR] too long",7]}})"));
  EXPECT_EQ(error.what, "Slack: users.info: invalid_blocks");
  EXPECT_EQ(error.vendor_text, "[ERROR] too long");
}

TEST(ReadAnswer, DoesNotRepeatAWordThatIsNone) {
  EXPECT_EQ(said("<!channel> boo").what, "Slack: users.info: an error without a name");
  EXPECT_EQ(error_in(users_info("U1"), response(200, R"({"ok":false})")).what,
            "Slack: users.info: an error without a name");
}

// What may have been posted must not be posted again as if nothing had happened.
TEST(ReadAnswer, LeavesTheFateOfAPostOpen) {
  const auto post = post_message("C1", "", {.summary = "x", .blocks = {}});
  EXPECT_EQ(said("fatal_error", post).kind, uncertain);
  EXPECT_EQ(said("internal_error", post).kind, uncertain);
  EXPECT_EQ(said("service_unavailable", post).kind, unavailable) << "nothing was done";
  EXPECT_EQ(error_in(post, response(503, "<html>Service Unavailable</html>")).kind, uncertain);
  EXPECT_EQ(error_in(post, response(200, R"({"ok":tr)")).kind, uncertain);
  EXPECT_EQ(error_in(post, response(200, "[]")).kind, uncertain);
  EXPECT_EQ(said("not_in_channel", post).kind, not_found);
}

TEST(ReadAnswer, CallsTheSameATroubleOfSlacksWhereNothingWasChanged) {
  EXPECT_EQ(error_in(users_info("U1"), response(503, "")).kind, unavailable);
  EXPECT_EQ(error_in(users_info("U1"), response(503, "")).what, "Slack: users.info: HTTP 503");
  EXPECT_EQ(error_in(users_info("U1"), response(408, "")).kind, unavailable);
  EXPECT_EQ(error_in(users_info("U1"), response(200, "<html>")).kind, misunderstood);
  EXPECT_EQ(error_in(users_info("U1"), response(404, "")).kind, misunderstood);
}

TEST(RefusesToken, TellsATokenThatIsOfNoUseFromACallThatIsNotAllowed) {
  const auto refuses = [](const std::string& word) {
    return refuses_token(response(200, R"({"ok":false,"error":")" + word + "\"}"));
  };
  for (const char* word :
       {"invalid_auth", "not_authed", "account_inactive", "token_revoked", "token_expired"}) {
    EXPECT_TRUE(refuses(word)) << word;
  }
  for (const char* word : {"missing_scope", "no_permission", "not_in_channel"}) {
    EXPECT_FALSE(refuses(word)) << word;
  }
  EXPECT_FALSE(refuses_token(response(200, "no JSON")));
}

}  // namespace
}  // namespace latchkey::slack
