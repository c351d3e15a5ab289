// What an operator reads of each failure: one file a system, one block of lines a failure.
#include "bot/doctor/slack_checks.hpp"
#include "tests/bot/doctor/golden_page.hpp"

#include <gtest/gtest.h>

#include <chrono>
#include <string>
#include <utility>
#include <vector>

namespace latchkey::doctor {
namespace {

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

TEST(DoctorGolden, SlackTokens) {
  Page page;
  const Config config = team();
  page.add("everything is fine", judge_bot_token(healthy_token(), config));
  page.add("the bot token is revoked",
           judge_bot_token(refused("Slack: auth.test: token_revoked"), config));
  page.add("the tokens are exchanged",
           judge_bot_token(refused("Slack: auth.test: not_allowed_token_type"), config));
  page.add("Slack hangs", judge_bot_token(timed_out("Slack"), config));
  page.add("Slack cannot be reached", judge_bot_token(unreachable("Slack"), config));
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
  page.add("the app token opens connections", judge_app_token({}, *config.slack));
  page.add("the app token is refused",
           judge_app_token(refused("Slack: apps.connections.open: invalid_auth"), *config.slack));
  page.add("the app token is a bot's",
           judge_app_token(refused("Slack: apps.connections.open: not_allowed_token_type"),
                           *config.slack));
  expect_golden("doctor/slack_tokens.txt", page.text());
}

TEST(DoctorGolden, SlackPlacesAndPeople) {
  Page page;
  using Members = std::vector<std::string>;
  page.add("a channel as it should be", judge_channel("C0SUPPORT", chat::Channel{.member = true}));
  page.add("not a member", judge_channel("C0SUPPORT", chat::Channel{}));
  page.add("shared", judge_channel("C0SHARED", chat::Channel{.shared = true, .member = true}));
  page.add("archived", judge_channel("C0OLD", chat::Channel{.archived = true, .member = true}));
  page.add("not to be seen",
           judge_channel("C0WRONG", not_found("Slack: conversations.info: channel_not_found")));
  page.add("the scope is missing",
           judge_channel("C0SUPPORT", refused("Slack: conversations.info: missing_scope (the "
                                              "scope channels:read)")));
  page.add("a group", judge_group("@support-team", "permissions.remediate", Members{"U1", "U2"}));
  page.add("a group that is empty",
           judge_group("@support-team", "permissions.remediate", Members{}));
  page.add("a group that is not there",
           judge_group("@suport-team", "permissions.remediate",
                       not_found("Slack: there is no user group @suport-team")));
  page.add("a person", judge_person("U0LENA", "oncall.people",
                                    chat::Person{.id = "U0LENA", .display_name = "Lena Park"}));
  page.add("a person who left",
           judge_person("U0GONE", "oncall.people", not_found("Slack: this person is deactivated")));
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
