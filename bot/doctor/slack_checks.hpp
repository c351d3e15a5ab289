#pragma once

#include "adapters/chat/chat_platform.hpp"
#include "adapters/slack/token_probe.hpp"
#include "bot/config/config.hpp"
#include "bot/doctor/check.hpp"
#include "core/base/expected.hpp"

#include <string>
#include <vector>

namespace latchkey::doctor {

inline constexpr const char* k_slack = "Slack";

/// The token's owner, its scopes beside those that the configuration needs (`needed_scopes`), and
/// the clock.
///
///   answer                                   line
///   refused                                  fail
///   a scope is missing that answers need     fail
///   a scope is missing that some work needs  warn
///   scopes that nothing needs                info
///   our clock is off by more than a second   warn
Checks judge_bot_token(const Expected<slack::BotToken>& token, const Config& config);

Check judge_app_token(const Expected<void>& opened, const SlackConfig& config);

/// One channel of `slack.channels`; not a member, shared with another organisation, archived or not
/// to be seen: warn.
Check judge_channel(const std::string& id, const Expected<chat::Channel>& channel);

/// A user group that `key` ("permissions.remediate") names. Missing: fail, since nobody is let
/// through who is only in it; empty: warn.
Check judge_group(const std::string& handle, const std::string& key,
                  const Expected<std::vector<std::string>>& members);

/// Somebody who is named by id. Missing, deactivated or a bot: warn.
Check judge_person(const std::string& id, const std::string& key,
                   const Expected<chat::Person>& person);

/// What the configuration alone says: where it may answer, who may press and escalate.
Checks judge_permissions(const Config& config);

}  // namespace latchkey::doctor
