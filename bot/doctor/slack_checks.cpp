#include "bot/doctor/slack_checks.hpp"

#include "bot/config/slack_needs.hpp"
#include "bot/doctor/wording.hpp"
#include "core/base/time.hpp"
#include "core/diagnosis/wording.hpp"

#include <algorithm>
#include <array>
#include <chrono>
#include <string_view>

namespace latchkey::doctor {
namespace {

using Names = std::vector<std::string>;

/// Without these, no command is answered: either Slack does not deliver or take it, or the one door
/// that every command passes stays shut.
constexpr std::array<std::string_view, 5> k_essential = {"commands", "chat:write", "channels:read",
                                                         "users:read", "usergroups:read"};

bool holds(const Names& names, std::string_view name) {
  return std::find(names.begin(), names.end(), name) != names.end();
}

bool is_essential(const std::string& scope) {
  return std::find(k_essential.begin(), k_essential.end(), scope) != k_essential.end();
}

const std::string k_scopes_step =
    "Paste what \"latchkey manifest\" prints at the app's \"App Manifest\" page and install the "
    "app again.";

std::string step_for_token(const Error& error, const SlackConfig& config,
                           const std::string& own_step) {
  if (error.reason == ErrorReason::something_else_answers) {
    return step_for(error, config.api_url,
                    "Let slack.api_url (" + config.api_url + ") be Slack's own address.");
  }
  if (error.reason == ErrorReason::credential_of_another_use) {
    return "slack.app_token takes the xapp-… token and slack.bot_token the xoxb-… one: are they "
           "exchanged?";
  }
  return step_for(error, config.api_url, own_step);
}

Checks judge_scopes(const Names& granted, const Config& config) {
  Names missing;
  Names needed;
  for (const SlackNeed& scope : needed_scopes(config)) {
    needed.push_back(scope.name);
    if (!holds(granted, scope.name)) missing.push_back(scope.name);
  }
  Names spare;
  for (const std::string& scope : granted) {
    if (!holds(needed, scope)) spare.push_back(scope);
  }
  Checks checks;
  if (missing.empty()) {
    checks.push_back({k_slack, "scopes", Status::ok,
                      "all " + std::to_string(needed.size()) + " that are needed"});
  } else {
    const bool fatal = std::any_of(missing.begin(), missing.end(), is_essential);
    checks.push_back({k_slack, "scopes", fatal ? Status::fail : Status::warn,
                      "missing: " + listed(missing), k_scopes_step});
  }
  if (!spare.empty()) {
    checks.push_back({k_slack, "scopes to spare", Status::info, "not needed: " + listed(spare),
                      "\"latchkey manifest\" prints an app without them."});
  }
  return checks;
}

Check judge_clock(std::chrono::microseconds ahead) {
  using std::chrono::seconds;
  const auto off = ahead.count() < 0 ? -ahead : ahead;
  // What one cannot tell from a slow answer is no warning.
  if (off <= seconds{1}) return {k_slack, "clock", Status::ok, "agrees with Slack's"};
  const auto whole = std::chrono::ceil<seconds>(off).count();
  return {k_slack, "clock", Status::warn,
          "about " + std::to_string(whole) + " s " + (ahead.count() > 0 ? "ahead of" : "behind") +
              " Slack's",
          "Set this machine's clock by the network (timedatectl set-ntp true): what is expired and "
          "what is too recent to be seen is judged by it."};
}

std::string step_for_question(const Error& error) {
  if (error.reason == ErrorReason::missing_scope) return k_scopes_step;
  return step_for(error, "Slack", "Repair the bot token first, which has a line of its own.");
}

}  // namespace

Checks judge_bot_token(const Expected<slack::BotToken>& token, const Config& config) {
  const SlackConfig slack = config.slack.value_or(SlackConfig{});
  if (!token) {
    return {{k_slack, "bot token", Status::fail, detail_of(k_slack, token.error()),
             step_for_token(token.error(), slack,
                            "Install the app in the workspace again if it was taken out, and copy "
                            "the \"Bot User OAuth Token\" of its \"OAuth & Permissions\" page to "
                            "where slack.bot_token (" +
                                slack.bot_token + ") points.")}};
  }
  Checks checks = {{k_slack, "bot token", Status::ok, "@" + token->user + " of " + token->team}};
  if (token->scopes) {
    for (Check& check : judge_scopes(*token->scopes, config)) checks.push_back(std::move(check));
  } else {
    checks.push_back({k_slack, "scopes", Status::info, "Slack does not say which were granted"});
  }
  if (token->clock_ahead) checks.push_back(judge_clock(*token->clock_ahead));
  return checks;
}

Check judge_app_token(const Expected<void>& opened, const SlackConfig& config) {
  if (opened) return {k_slack, "app token", Status::ok, "opens Socket Mode connections"};
  return {k_slack, "app token", Status::fail, detail_of(k_slack, opened.error()),
          step_for_token(opened.error(), config,
                         "Make a token with the scope connections:write at \"Basic Information\" → "
                         "\"App-Level Tokens\" and put it where slack.app_token (" +
                             config.app_token + ") points.")};
}

Check judge_channel(const std::string& id, const Expected<chat::Channel>& channel) {
  Check check{k_slack, "channel " + id, Status::warn, ""};
  if (!channel) {
    const Error& error = channel.error();
    check.detail = detail_of(k_slack, error);
    const bool unseen = error.kind == ErrorKind::not_found;
    if (!unseen) check.status = Status::fail;
    check.next_step =
        unseen ? "Invite it (/invite @Latchkey) if the channel is a private one, or correct the id "
                 "in slack.channels."
               : step_for_question(error);
  } else if (channel->archived) {
    check.detail = "archived";
    check.next_step = "Take it out of slack.channels, or unarchive it.";
  } else if (channel->shared) {
    check.detail = "shared with another organisation, or about to be: nothing is answered there";
    check.next_step = "Take it out of slack.channels: others would read about customers there.";
  } else if (!channel->member) {
    check.detail = "not a member: answers there are seen by the asker alone";
    check.next_step = "Type /invite @Latchkey there.";
  } else {
    check.status = Status::ok;
    check.detail = "a member, and not shared";
  }
  return check;
}

Check judge_group(const std::string& handle, const std::string& key,
                  const Expected<std::vector<std::string>>& members) {
  Check check{k_slack, "group " + handle, Status::ok, ""};
  if (!members) {
    const Error& error = members.error();
    check.status = Status::fail;
    check.detail = detail_of(k_slack, error);
    check.next_step = error.kind == ErrorKind::not_found
                          ? "Make a user group with this handle in Slack, or correct " + key + "."
                          : step_for_question(error);
  } else if (members->empty()) {
    check.status = Status::warn;
    check.detail = "nobody is in it";
    check.next_step = "Put people into it in Slack, or correct " + key + ".";
  } else {
    const auto count = members->size();
    check.detail = std::to_string(count) + (count == 1 ? " person" : " people");
  }
  return check;
}

Check judge_person(const std::string& id, const std::string& key,
                   const Expected<chat::Person>& person) {
  Check check{k_slack, "person " + id, Status::ok, ""};
  if (!person) {
    const Error& error = person.error();
    const bool gone = error.kind == ErrorKind::not_found;
    check.status = gone ? Status::warn : Status::fail;
    check.detail = detail_of(k_slack, error);
    check.next_step = gone ? "Correct " + key + "." : step_for_question(error);
  } else if (person->bot) {
    check.status = Status::warn;
    check.detail = person->display_name + " is a bot";
    check.next_step = "Name a person in " + key + ".";
  } else {
    check.detail = person->display_name + (person->guest ? ", a guest" : "");
  }
  return check;
}

Checks judge_permissions(const Config& config) {
  constexpr const char* k_permissions = "Permissions";
  Checks checks;
  if (config.slack && config.slack->channels.empty()) {
    checks.push_back({k_slack, "channels", Status::info,
                      "none is listed: it answers wherever it is a member, but for shared ones"});
  }
  if (config.permissions.diagnose.empty()) {
    checks.push_back({k_permissions, "diagnose", Status::info,
                      "every full member of a channel may ask; guests and strangers may not"});
  }
  if (config.permissions.remediate.empty()) {
    checks.push_back({k_permissions, "remediate", Status::warn, "nobody may press a remedy",
                      "Name a user group or people in permissions.remediate."});
  }
  if (config.permissions.escalate.empty()) {
    checks.push_back({k_permissions, "escalate", Status::warn, "nobody may escalate",
                      "Name a user group or people in permissions.escalate."});
  }
  return checks;
}

}  // namespace latchkey::doctor
