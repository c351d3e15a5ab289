#include "bot/config/slack_needs.hpp"

#include "bot/config/read_people.hpp"

#include <algorithm>
#include <utility>

namespace latchkey {
namespace {

using Names = std::vector<std::string>;

/// PagerDuty knows people by their mail addresses, Slack by ids: whom it names is looked up. What
/// for, or nothing where it names nobody.
std::string why_matched_by_address(const Config& config) {
  if (!config.oncall) return "";
  if (config.oncall->kind == OnCallKind::pagerduty)
    return "who in Slack is PagerDuty's on-call person";
  const bool opens_incidents =
      config.oncall->pagerduty && !config.oncall->pagerduty->service.empty();
  return opens_incidents ? "who in Slack has PagerDuty's incident" : "";
}

/// Every place that names groups or people: its key, and whom.
std::vector<std::pair<std::string, Names>> naming_keys(const Config& config) {
  std::vector<std::pair<std::string, Names>> keys = {
      {"permissions.diagnose", config.permissions.diagnose},
      {"permissions.remediate", config.permissions.remediate},
      {"permissions.escalate", config.permissions.escalate}};
  if (!config.oncall) return keys;
  keys.emplace_back("oncall.group", Names{config.oncall->group});
  keys.emplace_back("oncall.people", config.oncall->people);
  keys.emplace_back("oncall.levels", config.oncall->levels);
  keys.emplace_back("oncall.fallback", config.oncall->fallback);
  Names users;
  for (const auto& [address, user] : config.oncall->users) users.push_back(user);
  keys.emplace_back("oncall.users", std::move(users));
  return keys;
}

bool holds(const Names& names, const std::string& name) {
  return std::find(names.begin(), names.end(), name) != names.end();
}

Names named(const Config& config, bool (*fits)(std::string_view)) {
  Names names;
  for (const auto& [key, entries] : naming_keys(config)) {
    for (const std::string& entry : entries) {
      if (fits(entry) && !holds(names, entry)) names.push_back(entry);
    }
  }
  return names;
}

}  // namespace

std::string watched_group(const Config& config) {
  const bool watched = config.oncall && config.oncall->kind == OnCallKind::usergroup;
  return watched ? config.oncall->group : "";
}

Names methods_without_scope() {
  return {"auth.test", "chat.getPermalink", "views.open", "views.publish"};
}

std::vector<SlackNeed> needed_scopes(const Config& config) {
  const std::string command = config.slack.value_or(SlackConfig{}).command;
  std::vector<SlackNeed> scopes = {
      // Opens no method: with it Slack delivers the command and the shortcut at all.
      {"commands", command + " and the message shortcut"},
      {"chat:write", "the answer", {"chat.postMessage", "chat.update", "chat.postEphemeral"}},
      // Opens no method: the event app_mention.
      {"app_mentions:read", "@Latchkey diagnose …"},
      // Before anything about a customer is said anywhere.
      {"channels:read", "is the channel shared, are we in it", {"conversations.info"}},
      {"groups:read", "the same for private channels", {"conversations.info"}},
      // After a crash only: a post has no idempotency key, so it is looked for before it is
      // repeated. What others wrote is not kept.
      {"channels:history",
       "was this answer posted before the crash (its own messages only)",
       {"conversations.history", "conversations.replies"}},
      {"groups:history",
       "the same for private channels",
       {"conversations.history", "conversations.replies"}},
      {"users:read", "guests are told apart from members", {"users.info"}}};
  if (const std::string why = why_matched_by_address(config); !why.empty()) {
    scopes.push_back({"users:read.email", why, {"users.lookupByEmail"}});
  }
  if (const Names groups = named_groups(config); !groups.empty()) {
    scopes.push_back({"usergroups:read",
                      "who is in " + groups.front(),
                      {"usergroups.list", "usergroups.users.list"}});
  }
  return scopes;
}

std::vector<SlackNeed> needed_events(const Config& config) {
  std::vector<SlackNeed> events = {
      {"app_home_opened", "the Home tab: one's own checks, and how the asked systems are"},
      {"app_mention", "@Latchkey diagnose …"}};
  // It does not mention us, so Slack tells us of it only with all that is said in the channel.
  if (const std::string group = watched_group(config); !group.empty()) {
    events.push_back({"message.channels", "a mention of " + group + " in a thread escalates"});
    events.push_back({"message.groups", "the same in private channels"});
  }
  return events;
}

Names named_groups(const Config& config) {
  return named(config, is_group_handle);
}

Names named_users(const Config& config) {
  return named(config, is_user_id);
}

std::string key_naming(const Config& config, const std::string& entry) {
  for (const auto& [key, entries] : naming_keys(config)) {
    if (holds(entries, entry)) return key;
  }
  return "";
}

}  // namespace latchkey
