#pragma once

#include "adapters/slack/web_api_client.hpp"
#include "core/base/recent_facts.hpp"

#include <boost/asio/awaitable.hpp>

#include <chrono>
#include <string>
#include <vector>

namespace latchkey::slack {

/// How long facts about people, groups and channels are kept: Slack counts the questions, and
/// whoever loses a permission loses it within that time, at a remedy at once (`Freshness::now`).
inline constexpr std::chrono::minutes k_facts_kept_for{1};

/// Members of user groups by handle. Slack allows twenty such questions a minute, and every command
/// asks, so they come from what was learnt within a minute where that is fresh enough. `client` and
/// `clock` outlive it.
class UserGroups {
 public:
  using Members = std::vector<std::string>;

  UserGroups(WebApiClient& client, const Clock& clock);

  /// `not_found` where no group has this handle ("@support-team", with or without the "@"). Which
  /// group has it may be a minute old in any case; who is in the group is as fresh as asked.
  boost::asio::awaitable<Expected<Members>> members(std::string handle, chat::Freshness freshness);

  /// The group's id, with the same error; it may be a minute old.
  boost::asio::awaitable<Expected<std::string>> id(std::string handle);

 private:
  boost::asio::awaitable<Expected<std::string>> ask_id(std::string handle);
  boost::asio::awaitable<Expected<Members>> ask_members(std::string handle);

  WebApiClient& client_;
  RecentFacts<std::string> ids_;
  RecentFacts<Members> members_;
};

}  // namespace latchkey::slack
