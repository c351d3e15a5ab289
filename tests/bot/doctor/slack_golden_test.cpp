// What an operator reads of each failure: one file a system, one block of lines a failure.
#include "adapters/slack/slack.hpp"
#include "adapters/slack/token_probe.hpp"
#include "bot/doctor/slack_checks.hpp"
#include "core/base/clock.hpp"
#include "tests/bot/doctor/failing_system.hpp"
#include "tests/bot/doctor/golden_page.hpp"
#include "tests/doubles/fixture.hpp"

#include <gtest/gtest.h>
#include <boost/beast/http/error.hpp>

#include <chrono>
#include <string>
#include <utility>
#include <vector>

namespace latchkey::doctor {
namespace {

using doubles::json_response;

Config team() {
  Config config;
  config.slack = SlackConfig{.app_token = "env:SLACK_APP_TOKEN",
                             .bot_token = "env:SLACK_BOT_TOKEN",
                             .channels = {"C0SUPPORT"}};
  config.permissions = {
      .diagnose = {"@support-team"}, .remediate = {"@support-team"}, .escalate = {"@support-team"}};
  return config;
}

slack::BotToken healthy_token() {
  return {.user = "latchkey",
          .team = "Keyhole Support",
          .scopes = std::vector<std::string>{"commands", "chat:write", "app_mentions:read",
                                             "channels:read", "groups:read", "channels:history",
                                             "groups:history", "users:read", "usergroups:read"},
          .clock_ahead = std::chrono::microseconds{0}};
}

void drop(slack::BotToken& token, const std::string& scope) {
  std::erase(*token.scopes, scope);
}

Answer says_no(const std::string& word, const std::string& more = "") {
  return json_response(200, R"({"ok":false,"error":")" + word + "\"" + more + "}");
}

Checks bot_token_where(const Answer& answer) {
  const Config config = team();
  const auto ask = [&](http::Client& http) {
    const SystemClock clock;
    slack::Options options{.api_url = config.slack->api_url, .bot_token = Secret{"xoxb"}};
    return doubles::await(slack::probe_bot_token(std::move(options), http, clock));
  };
  return judge_bot_token(where_all_answers_are(answer, ask), config);
}

Check app_token_where(const Answer& answer) {
  const Config config = team();
  const auto ask = [&](http::Client& http) {
    slack::Options options{.api_url = config.slack->api_url, .app_token = Secret{"xapp"}};
    return doubles::await(slack::probe_app_token(std::move(options), http));
  };
  return judge_app_token(where_all_answers_are(answer, ask), *config.slack);
}

TEST(DoctorGolden, SlackTokens) {
  Page page;
  const Config config = team();
  page.add("everything is fine", judge_bot_token(healthy_token(), config));
  for (const auto& [what, answer] : usual_failures("Slack")) {
    page.add("Slack " + what, bot_token_where(answer));
  }
  page.add("Slack speaks no HTTP",
           bot_token_where(broken("Slack", boost::beast::http::error::bad_version,
                                  http::Stage::reading_answer)));
  page.add("Slack sends more than an answer of its own",
           bot_token_where(broken("Slack", boost::beast::http::error::body_limit,
                                  http::Stage::reading_answer)));
  page.add("the bot token is revoked", bot_token_where(says_no("token_revoked")));
  page.add("the app is not installed any more", bot_token_where(says_no("account_inactive")));
  page.add("the workspace lets this app in no more",
           bot_token_where(says_no("team_access_not_granted")));
  page.add("the tokens are exchanged", bot_token_where(says_no("not_allowed_token_type")));
  page.add("a word of tomorrow", bot_token_where(says_no("a_word_of_tomorrow")));
  auto without_groups = healthy_token();
  drop(without_groups, "usergroups:read");
  drop(without_groups, "groups:history");
  page.add("scopes are missing, one of them essential", judge_bot_token(without_groups, config));
  auto without_history = healthy_token();
  drop(without_history, "channels:history");
  page.add("a scope is missing that only a recovery needs",
           judge_bot_token(without_history, config));
  auto greedy = healthy_token();
  greedy.scopes->push_back("im:write");
  page.add("more was granted than is needed", judge_bot_token(greedy, config));
  auto silent = healthy_token();
  silent.scopes.reset();
  page.add("Slack does not name the scopes", judge_bot_token(silent, config));
  auto ahead = healthy_token();
  ahead.clock_ahead = std::chrono::milliseconds{3'500};
  page.add("our clock is ahead", judge_bot_token(ahead, config));
  auto behind = healthy_token();
  behind.clock_ahead = -std::chrono::minutes{2};
  page.add("our clock is behind", judge_bot_token(behind, config));
  page.add("the app token opens connections",
           app_token_where(json_response(200, R"({"ok":true,"url":"wss://slack.example"})")));
  page.add("the app token is refused", app_token_where(says_no("invalid_auth")));
  page.add("the app token is a bot's", app_token_where(says_no("not_allowed_token_type")));
  page.add("the app token has no scope",
           app_token_where(says_no("missing_scope", R"(,"needed":"connections:write")")));
  for (const auto& [what, answer] : usual_failures("Slack")) {
    page.add("asked to open a connection, Slack " + what, app_token_where(answer));
  }
  expect_golden("doctor/slack_tokens.txt", page.text());
}

/// What `ask` makes of a Slack that says who we are, and this to everything else.
template <class Ask>
auto asked_of_slack(const Answer& answer, const Ask& ask) {
  doubles::ScriptedHttpClient http;
  http.always("/auth.test", json_response(200, doubles::fixture("slack/webapi/auth.test.json")));
  http.always("", answer);
  const SystemClock clock;
  const auto slack = slack::create_web_api(
      {.api_url = "https://slack.com/api/", .bot_token = Secret{"xoxb"}}, http, clock);
  return doubles::await(ask(*slack));
}

Check channel_where(const std::string& id, const Answer& answer) {
  const auto ask = [&](chat::ChatPlatform& slack) { return slack.channel(id, Freshness::now); };
  return judge_channel(id, asked_of_slack(answer, ask));
}

Check group_where(const std::string& handle, const Answer& answer) {
  const auto ask = [&](chat::ChatPlatform& slack) {
    return slack.group_members(handle, Freshness::now);
  };
  return judge_group(handle, "permissions.remediate", asked_of_slack(answer, ask));
}

Check person_where(const std::string& id, const Answer& answer) {
  const auto ask = [&](chat::ChatPlatform& slack) { return slack.person(id, Freshness::now); };
  return judge_person(id, "oncall.people", asked_of_slack(answer, ask));
}

TEST(DoctorGolden, SlackPlacesAndPeople) {
  Page page;
  using Members = std::vector<std::string>;
  page.add("a channel as it should be", judge_channel("C0SUPPORT", chat::Channel{.member = true}));
  page.add("not a member", judge_channel("C0SUPPORT", chat::Channel{}));
  page.add("shared", judge_channel("C0SHARED", chat::Channel{.shared = true, .member = true}));
  page.add("archived", judge_channel("C0OLD", chat::Channel{.archived = true, .member = true}));
  page.add("not to be seen", channel_where("C0WRONG", says_no("channel_not_found")));
  page.add("the scope is missing",
           channel_where("C0SUPPORT", says_no("missing_scope", R"(,"needed":"channels:read")")));
  page.add("a group", judge_group("@support-team", "permissions.remediate", Members{"U1", "U2"}));
  page.add("a group that is empty",
           judge_group("@support-team", "permissions.remediate", Members{}));
  page.add("a group that is not there",
           group_where("@suport-team", json_response(200, R"({"ok":true,"usergroups":[]})")));
  page.add(
      "groups may not be read",
      group_where("@support-team", says_no("missing_scope", R"(,"needed":"usergroups:read")")));
  page.add("a person", judge_person("U0LENA", "oncall.people",
                                    chat::Person{.id = "U0LENA", .display_name = "Lena Park"}));
  page.add("a person who left",
           person_where("U0GONE", json_response(200, R"({"ok":true,"user":{"id":"U0GONE",)"
                                                     R"("deleted":true}})")));
  page.add("nobody of this id", person_where("U0NOBODY", says_no("user_not_found")));
  page.add("a bot", judge_person("U0BOT", "oncall.people",
                                 chat::Person{.id = "U0BOT", .display_name = "Cat", .bot = true}));
  page.add("nobody may do anything", judge_permissions([] {
             Config config = team();
             config.slack->channels.clear();
             config.permissions = {};
             return config;
           }()));
  expect_golden("doctor/slack_places_and_people.txt", page.text());
}

}  // namespace
}  // namespace latchkey::doctor
