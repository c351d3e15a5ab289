#include "bot/doctor/oncall_checks.hpp"

#include "bot/doctor/slack_checks.hpp"
#include "bot/doctor/wording.hpp"
#include "core/diagnosis/wording.hpp"

namespace latchkey::doctor {
namespace {

std::string step_for_pagerduty(const PagerDutyConfig& config, const Error& error) {
  switch (error.kind) {
    case ErrorKind::refused:
      return "Put an API key (a read-only one is enough to ask) where oncall.pagerduty.token (" +
             config.token +
             ") points. An account in the EU has api_url = \"https://api.eu.pagerduty.com\".";
    case ErrorKind::not_found:
    case ErrorKind::invalid:
      return "Correct oncall.pagerduty." +
             std::string{config.schedule.empty() ? "escalation_policy" : "schedule"} +
             ": the id stands at the end of its page's address.";
    default:
      return step_for(error, config.api_url,
                      "Check that oncall.pagerduty.api_url is PagerDuty's own address.");
  }
}

}  // namespace

Check judge_oncall_group(const std::string& handle,
                         const Expected<std::vector<std::string>>& members) {
  Check check = judge_group(handle, "oncall.group", members);
  check.system = "On call";
  if (check.status == Status::warn) check.detail = "nobody is on call: nobody is in it";
  return check;
}

Check judge_pagerduty(const PagerDutyConfig& config,
                      const Expected<std::vector<OnCallPerson>>& people) {
  constexpr const char* k_pagerduty = "PagerDuty";
  const std::string name = config.schedule.empty() ? "policy " + config.escalation_policy
                                                   : "schedule " + config.schedule;
  if (!people) {
    return {k_pagerduty, name, Status::fail, detail_of(k_pagerduty, people.error()),
            step_for_pagerduty(config, people.error())};
  }
  if (people->empty()) {
    return {k_pagerduty, name, Status::warn, "nobody is on call now",
            "Fill the gap in PagerDuty; a schedule that belongs to no escalation policy looks the "
            "same. Until then oncall.fallback is mentioned."};
  }
  std::vector<std::string> names;
  for (const OnCallPerson& person : *people) names.push_back(person.name);
  return {k_pagerduty, name, Status::ok, "on call now: " + listed(names)};
}

}  // namespace latchkey::doctor
