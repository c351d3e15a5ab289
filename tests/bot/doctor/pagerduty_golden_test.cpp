// What an operator reads of each failure: one file a system, one block of lines a failure.
#include "adapters/oncall/pagerduty_probe.hpp"
#include "bot/doctor/oncall_checks.hpp"
#include "tests/bot/doctor/failing_system.hpp"
#include "tests/bot/doctor/golden_page.hpp"

#include <gtest/gtest.h>

#include <string>
#include <vector>

namespace latchkey::doctor {
namespace {

using doubles::json_response;
using People = std::vector<OnCallPerson>;

PagerDutyConfig pagerduty_config() {
  return {.token = "env:PAGERDUTY",
          .escalation_policy = "PABC123",
          .service = "PSVC123",
          .from = "latchkey@corp.example"};
}

oncall::PagerDutyOptions options_of(const PagerDutyConfig& config) {
  return {.api_url = config.api_url,
          .token = Secret{"t"},
          .escalation_policy = config.escalation_policy,
          .schedule = config.schedule,
          .service = config.service,
          .from = config.from};
}

Check on_call_where(const Answer& answer, const PagerDutyConfig& config = pagerduty_config()) {
  const auto ask = [&](http::Client& http) {
    return doubles::await(oncall::on_call_now(options_of(config), http));
  };
  return judge_pagerduty(config, where_all_answers_are(answer, ask));
}

const auto k_unauthorized =
    json_response(401, R"({"error":{"message":"Unauthorized","code":2006}})");
const auto k_forbidden = json_response(
    403, R"({"error":{"message":"Access Denied","code":2010,"errors":["no such permission"]}})");

TEST(DoctorGolden, OnCall) {
  Page page;
  page.add("somebody is on call",
           judge_pagerduty(pagerduty_config(),
                           People{{"P1", "Lena Park", ""}, {"P2", "Omar Haddad", ""}}));
  page.add("nobody is", on_call_where(json_response(200, R"({"oncalls":[]})")));
  for (const auto& [what, answer] : usual_failures("PagerDuty")) {
    page.add("PagerDuty " + what, on_call_where(answer));
  }
  page.add("the key is wrong", on_call_where(k_unauthorized));
  page.add("the key may not ask that", on_call_where(k_forbidden));
  page.add("no such policy",
           on_call_where(json_response(404, R"({"error":{"message":"Not Found","code":2100}})")));
  page.add("an id that is none",
           on_call_where(
               json_response(400, R"({"error":{"message":"Invalid Input Provided","code":2001,)"
                                  R"("errors":["Escalation policy ids are invalid"]}})")));
  auto schedule = pagerduty_config();
  schedule.escalation_policy.clear();
  schedule.schedule = "PSCHED1";
  page.add("no such schedule",
           on_call_where(json_response(404, R"({"error":{"message":"Not Found","code":2100}})"),
                         schedule));
  page.add("the group's members are on call",
           judge_oncall_group("@support-oncall", std::vector<std::string>{"U0LENA"}));
  page.add("nobody is in the group",
           judge_oncall_group("@support-oncall", std::vector<std::string>{}));
  page.add("no such group",
           judge_oncall_group(
               "@support-oncall",
               Error{ErrorKind::not_found, "Slack: there is no user group @support-oncall"}));
  expect_golden("doctor/on_call.txt", page.text());
}

Check author_where(const Answer& answer) {
  const auto config = pagerduty_config();
  const auto ask = [&](http::Client& http) {
    return doubles::await(oncall::is_user(options_of(config), http));
  };
  return judge_incident_author(config, where_all_answers_are(answer, ask), {});
}

Check incident_key_where(const Answer& answer) {
  const auto config = pagerduty_config();
  const auto ask = [&](http::Client& http) {
    return doubles::await(oncall::may_write(options_of(config), http));
  };
  return judge_incident_key(config, where_all_answers_are(answer, ask));
}

TEST(DoctorGolden, PagerDutyIncidents) {
  Page page;
  const auto config = pagerduty_config();
  page.add("the user is there",
           judge_incident_author(config, true, {{"P1", "Lena Park", "lena@corp.example"}}));
  page.add("no such user", author_where(json_response(200, R"({"users":[],"more":false})")));
  page.add("the user is on call",
           judge_incident_author(config, true, {{"P9", "Latchkey", "Latchkey@corp.example"}}));
  page.add("the key is wrong", author_where(k_unauthorized));
  page.add("the key may not list users", author_where(k_forbidden));
  for (const auto& [what, answer] : usual_failures("PagerDuty")) {
    page.add("asked for the user, it " + what, author_where(answer));
  }
  page.add("a full key", incident_key_where(json_response(404, "{}")));
  page.add("a read-only key", incident_key_where(k_forbidden));
  page.add("PagerDuty takes nothing from this user",
           incident_key_where(json_response(
               400, R"({"error":{"message":"Requester User Not Found","code":1008}})")));
  for (const auto& [what, answer] : usual_failures("PagerDuty")) {
    page.add("asked whether the key may write, it " + what, incident_key_where(answer));
  }
  expect_golden("doctor/pagerduty_incidents.txt", page.text());
}

}  // namespace
}  // namespace latchkey::doctor
