#pragma once

#include "bot/config/config.hpp"

#include <string>
#include <vector>

namespace latchkey {

/// Something that Slack has to grant: a bot scope or an event.
struct SlackNeed {
  std::string name;
  /// Half a line for whoever approves the app.
  std::string why;
  /// The Web API methods that this scope opens to us (adapters/slack/web_api_call.cpp).
  std::vector<std::string> methods = {};
};

/// The bot scopes that this configuration needs, and no others, in the manifest's order. Where it
/// has no `[slack]`, those of its defaults.
std::vector<SlackNeed> needed_scopes(const Config& config);

/// The same for the events that Slack sends.
std::vector<SlackNeed> needed_events(const Config& config);

/// The on-call group ("@support-oncall"), where a mention of it in a thread escalates; else empty.
std::string watched_group(const Config& config);

/// The methods that any bot token may call.
std::vector<std::string> methods_without_scope();

/// Every user group that the configuration names ("@support-team"), each once, in order.
std::vector<std::string> named_groups(const Config& config);

/// The same for user ids ("U0LENA").
std::vector<std::string> named_users(const Config& config);

/// The first key that names this group or user ("permissions.remediate").
std::string key_naming(const Config& config, const std::string& entry);

}  // namespace latchkey
