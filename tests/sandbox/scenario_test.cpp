// Guards against a scenario with a slip of the pen that silently simulates something else.
#include "deploy/sandbox/scenario.hpp"

#include "deploy/sandbox/page_files.hpp"

#include <gtest/gtest.h>

#include <set>

namespace latchkey::sandbox {
namespace {

Json built_in() {
  return Json::parse(embedded_file("scenario_default.json"));
}

std::string complaint(const Json& scenario) {
  try {
    parse_scenario(scenario.dump(), TimePoint{});
    return "none";
  } catch (const ScenarioError& error) {
    return error.what();
  }
}

TEST(Scenario, ReadsTheBuiltInOne) {
  const Scenario scenario = parse_scenario(embedded_file("scenario_default.json"), TimePoint{});
  EXPECT_EQ(scenario.app.bot_token, "xoxb-sandbox");
  EXPECT_EQ(scenario.channels.size(), 3U);
}

// The page promises one customer for every reason there is.
TEST(Scenario, HasAPersonForEveryCauseOfTheContract) {
  const Scenario scenario = parse_scenario(embedded_file("scenario_default.json"), TimePoint{});
  std::set<std::string> causes;
  for (const auto& person : scenario.people) causes.insert(person.cause);
  EXPECT_EQ(causes,
            (std::set<std::string>{
                "account_unconfirmed", "email_change_unconfirmed", "reset_requested_elsewhere",
                "reset_not_requested", "reset_link_expired", "mail_bounced", "mail_blocked",
                "mail_suppressed", "mail_delayed", "mail_rejected", "other_address", "no_account",
                "account_locked", "account_blocked", "login_not_activated",
                "signs_in_through_provider", "nothing_found", "unknown"}));
}

TEST(Scenario, NamesAFaultOfASystemThatThereIsNot) {
  Json scenario = built_in();
  scenario["faults"][0]["system"] = "mailgnu";
  EXPECT_EQ(complaint(scenario), "faults[0].system: expected mailgun, gitlab, portal or slack");
}

TEST(Scenario, NamesAMailboxThatAnswersNothing) {
  Json scenario = built_in();
  scenario["mailboxes"][1]["answer"].erase("event");
  EXPECT_EQ(complaint(scenario), "mailboxes[1].answer.event: expected a text");
}

TEST(Scenario, NamesAnUnknownKey) {
  Json scenario = built_in();
  scenario["users"][2]["nmae"] = "x";
  EXPECT_EQ(complaint(scenario), "users[2].nmae: unknown key");
}

TEST(Scenario, NamesAMissingKey) {
  Json scenario = built_in();
  scenario["app"].erase("bot_token");
  EXPECT_EQ(complaint(scenario), "app.bot_token: missing; expected a text");
}

TEST(Scenario, NamesAWrongType) {
  Json scenario = built_in();
  scenario["channels"][0]["is_private"] = "no";
  EXPECT_EQ(complaint(scenario), "channels[0].is_private: expected true or false");
  scenario = built_in();
  scenario["portal"]["customers"][0]["created_at"] = "2026-11-20";
  EXPECT_EQ(complaint(scenario),
            "portal.customers[0].created_at: expected a time relative to the start, such as "
            "\"-2d\" or \"-9m\"");
}

TEST(Scenario, NamesAMailEventWithoutATime) {
  Json scenario = built_in();
  scenario["mails"][0]["events"][1].erase("at");
  EXPECT_EQ(complaint(scenario),
            "mails[0].events[1].at: expected a time relative to now, such as \"-9m\"");
}

TEST(Scenario, SaysWhereJsonBreaks) {
  EXPECT_THROW(parse_scenario("{\"team\": ", TimePoint{}), ScenarioError);
  EXPECT_THROW(parse_scenario("[]", TimePoint{}), ScenarioError);
}

}  // namespace
}  // namespace latchkey::sandbox
