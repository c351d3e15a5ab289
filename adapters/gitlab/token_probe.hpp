#pragma once

#include "adapters/gitlab/gitlab.hpp"
#include "core/base/expected.hpp"

#include <boost/asio/awaitable.hpp>

#include <optional>
#include <string>

namespace latchkey::gitlab {

/// What GitLab says of a token.
struct TokenOwner {
  std::string username;
  /// GitLab says so to administrators only.
  bool administrator = false;
  /// Do other people's rows carry their addresses? Nothing where there was no row to look at.
  std::optional<bool> sees_addresses = {};
};

/// Asks who owns the token, and for one row of the users. Errors as of `gitlab_error`. `http`
/// outlives it.
boost::asio::awaitable<Expected<TokenOwner>> probe_token(Options options, http::Client& http);

}  // namespace latchkey::gitlab
