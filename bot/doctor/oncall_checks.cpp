#include "bot/doctor/oncall_checks.hpp"

#include "bot/doctor/slack_checks.hpp"
#include "bot/doctor/wording.hpp"
#include "core/base/letter_case.hpp"
#include "core/diagnosis/wording.hpp"

#include <algorithm>

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

constexpr const char* k_pagerduty = "PagerDuty";

const std::string k_author_needed =
    "Make a user in PagerDuty that is never on call, and put its address where "
    "oncall.pagerduty.from stands.";

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

Check judge_incident_author(const PagerDutyConfig& config, const Expected<bool>& known,
                            const std::vector<OnCallPerson>& on_call) {
  const std::string name = "user " + config.from;
  if (!known) {
    return {k_pagerduty, name, Status::warn, detail_of(k_pagerduty, known.error()),
            step_for_pagerduty(config, known.error())};
  }
  if (!*known) {
    return {k_pagerduty, name, Status::fail,
            "no PagerDuty user has this address, so no incident can be opened", k_author_needed};
  }
  const bool called = std::any_of(on_call.begin(), on_call.end(), [&](const OnCallPerson& person) {
    return same_but_for_case(person.email, config.from);
  });
  if (called) {
    return {k_pagerduty, name, Status::fail,
            "is on call: an incident that goes to its own author begins acknowledged, and nobody "
            "is called",
            k_author_needed};
  }
  return {k_pagerduty, name, Status::ok, "opens incidents"};
}

Check judge_incident_key(const PagerDutyConfig& config, const Expected<void>& writes) {
  const std::string name = "incidents at " + config.service;
  if (writes) return {k_pagerduty, name, Status::ok, "the key may write; none was opened"};
  const Error& error = writes.error();
  Check check{k_pagerduty, name, Status::fail, detail_of(k_pagerduty, error),
              step_for_pagerduty(config, error)};
  if (error.kind == ErrorKind::refused) {
    check.next_step = "Put a full API key, not a read-only one, where oncall.pagerduty.token (" +
                      config.token + ") points.";
  } else if (error.kind == ErrorKind::invalid) {
    check.next_step = k_author_needed;
  }
  return check;
}

}  // namespace latchkey::doctor
