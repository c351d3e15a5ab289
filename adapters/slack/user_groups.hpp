#pragma once

#include "adapters/slack/web_api_client.hpp"

#include <boost/asio/awaitable.hpp>

#include <map>
#include <string>
#include <vector>

namespace latchkey::slack {

/// Members of user groups by handle, kept for a minute: Slack allows twenty such questions a
/// minute, and every command asks. `client` and `clock` outlive it.
class UserGroups {
 public:
  UserGroups(WebApiClient& client, const Clock& clock) : client_(client), clock_(clock) {}

  /// `not_found` where no group has this handle ("@support-team", with or without the "@").
  /// Failures are not kept, nor is anything older than a minute served instead of them.
  boost::asio::awaitable<Expected<std::vector<std::string>>> members(std::string handle);

 private:
  struct Known {
    std::vector<std::string> members;
    TimePoint at;
  };

  WebApiClient& client_;
  const Clock& clock_;
  std::map<std::string, Known> known_;
};

}  // namespace latchkey::slack
