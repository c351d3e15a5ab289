#pragma once

#include "adapters/gitlab/gitlab.hpp"
#include "core/base/expected.hpp"

#include <boost/asio/awaitable.hpp>

#include <optional>

namespace latchkey::gitlab {

/// What a token is good for.
struct TokenProbe {
  TokenOwner owner;
  /// Do other people's rows carry their addresses? Nothing where there was no row to look at.
  std::optional<bool> sees_addresses = {};
};

/// Asks who owns the token, and for one row of the users. Errors as of `gitlab_error`. `http`
/// outlives it.
boost::asio::awaitable<Expected<TokenProbe>> probe_token(Options options, http::Client& http);

}  // namespace latchkey::gitlab
