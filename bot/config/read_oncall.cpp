#include "bot/config/read_oncall.hpp"

#include "bot/config/read_people.hpp"
#include "bot/config/read_secret.hpp"
#include "core/base/email_address.hpp"

#include <array>
#include <map>
#include <string>
#include <vector>

namespace latchkey {
namespace {

/// PagerDuty's own ids ("PABC123"); they stand in URLs.
std::string read_pagerduty_id(TableReader& in, const std::string& key) {
  std::string id = in.text(key).value_or("");
  if (in.has(key) && !is_slack_id(id, "ABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789")) {
    in.expected(key, "an id of PagerDuty's such as \"PABC123\"");
  }
  return id;
}

/// Who opens incidents: without it PagerDuty refuses them.
std::string read_from(TableReader& in, bool opens_incidents) {
  std::string from = in.text("from").value_or("");
  if (in.has("from") && !EmailAddress::parse(from)) {
    in.expected("from", "the address of a PagerDuty user");
  }
  if (opens_incidents && !in.has("from")) {
    in.error("from",
             "missing: expected the address of the PagerDuty user that opens incidents at service");
  }
  return from;
}

/// `asked`: PagerDuty is who says who is on call, not only where incidents are opened.
PagerDutyConfig read_pagerduty(TableReader in, bool asked) {
  PagerDutyConfig config;
  config.api_url = in.url("api_url").value_or(config.api_url);
  while (config.api_url.ends_with('/')) config.api_url.pop_back();
  config.token = read_required_secret(in, "token", false);
  config.escalation_policy = read_pagerduty_id(in, "escalation_policy");
  config.schedule = read_pagerduty_id(in, "schedule");
  const bool policy = in.has("escalation_policy");
  const bool schedule = in.has("schedule");
  if (policy && schedule) {
    in.error("schedule", "expected either escalation_policy or schedule, not both");
  } else if (asked && !policy && !schedule) {
    in.error("escalation_policy",
             "missing: expected it, or schedule: whose on-call person is called");
  }
  config.service = read_pagerduty_id(in, "service");
  config.from = read_from(in, in.has("service"));
  if (!asked && !in.has("service")) {
    in.warning("service", "missing: without it no incident is opened, and nobody else is asked");
  }
  in.finish();
  return config;
}

std::map<std::string, std::string> read_users(TableReader& in) {
  auto users = in.text_map("users").value_or(std::map<std::string, std::string>{});
  for (const auto& [address, user] : users) {
    if (!EmailAddress::parse(address)) {
      in.error("users",
               R"(expected a mail address such as "lena@corp.example", got ")" + address + "\"");
    }
    if (!is_user_id(user)) {
      in.error("users",
               "expected a user's id such as \"U0LENA\" for " + address + ", got \"" + user + "\"");
    }
  }
  return users;
}

std::vector<std::string> read_people_in_order(TableReader& in) {
  auto people = in.texts("people").value_or(std::vector<std::string>{});
  for (const std::string& person : people) {
    if (!is_user_id(person)) {
      in.error("people", R"(expected a user's id such as "U0LENA", got ")" + person + "\"");
    }
  }
  return people;
}

/// What the kind cannot do without, and what does nothing beside it.
void check_kind(TableReader& in, const OnCallConfig& config) {
  struct Need {
    OnCallKind kind;
    const char* key;
    const char* what;
  };
  constexpr std::array<Need, 3> k_needs = {
      {{OnCallKind::usergroup, "group", "a user group such as \"@support-oncall\""},
       {OnCallKind::fixed, "people", R"(a list of users' ids such as ["U0LENA", "U0OMAR"])"},
       {OnCallKind::pagerduty, "pagerduty", "a table [oncall.pagerduty] with its token"}}};
  for (const Need& need : k_needs) {
    if (need.kind == config.kind && !in.has(need.key)) {
      in.error(need.key, std::string{"missing: expected "} + need.what);
    }
    // PagerDuty may open incidents beside every kind.
    if (need.kind != config.kind && need.kind != OnCallKind::pagerduty && in.has(need.key)) {
      in.warning(need.key, "does nothing with this kind");
    }
  }
  if (config.kind == OnCallKind::fixed && in.has("people") && config.people.empty()) {
    in.expected("people", "at least one user's id");
  }
}

}  // namespace

OnCallConfig read_oncall(TableReader in) {
  // Each round is one more message to the same people: more than this is noise.
  constexpr int k_most_rounds = 20;
  constexpr std::array k_kinds = {OnCallKind::usergroup, OnCallKind::pagerduty, OnCallKind::fixed};
  OnCallConfig config;
  const auto kind = in.one_of("kind", {"usergroup", "pagerduty", "static"});
  if (!in.has("kind")) in.error("kind", "missing: expected one of usergroup, pagerduty, static");
  if (kind) config.kind = k_kinds.at(*kind);
  config.group = in.text("group").value_or("");
  if (in.has("group") && !is_group_handle(config.group)) {
    in.expected("group", "a user group such as \"@support-oncall\"");
  }
  config.people = read_people_in_order(in);
  config.levels = read_people(in, "levels");
  config.fallback = read_people(in, "fallback");
  config.acknowledge_within = in.duration("acknowledge_within").value_or(config.acknowledge_within);
  config.escalate_at_most =
      in.whole_number("escalate_at_most", 0, k_most_rounds).value_or(config.escalate_at_most);
  config.users = read_users(in);
  if (const toml::table* pagerduty = in.table("pagerduty")) {
    config.pagerduty = read_pagerduty({*pagerduty, in.name_of("pagerduty"), in.problems()},
                                      config.kind == OnCallKind::pagerduty);
  }
  // Which keys are needed, the kind decides; without one, complaints about them would mislead.
  if (kind) check_kind(in, config);
  in.finish();
  return config;
}

}  // namespace latchkey
