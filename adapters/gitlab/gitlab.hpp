#pragma once

#include "adapters/http/http_client.hpp"
#include "core/base/clock.hpp"
#include "core/base/expected.hpp"
#include "core/base/secret.hpp"
#include "core/ports/account_directory.hpp"

#include <boost/asio/awaitable.hpp>

#include <chrono>
#include <memory>
#include <string>

namespace latchkey::gitlab {

struct Options {
  /// The service's name, for error sentences ("GitLab.com").
  std::string service;
  /// "https://gitlab.com"; the API is below /api/v4.
  std::string url;
  /// Of an administrator, which `ask_token_owner` tells: with any other token "not found" proves
  /// nothing.
  Secret token;
  std::chrono::milliseconds deadline{10'000};
};

/// GitLab's users API as an account directory. `http` and `clock` outlive it. Together with the
/// first search, and again with the first one after each minute, it asks whether the token is an
/// administrator's; with any other one every answer is `refused`.
std::unique_ptr<AccountDirectory> create_account_directory(Options options, http::Client& http,
                                                           const Clock& clock);

/// Whose token it is.
struct TokenOwner {
  std::string username;
  /// GitLab's own word; "active" where all is well.
  std::string state;
  /// Only administrators see other people's addresses, and find accounts by them.
  bool is_administrator = false;
};

/// Asks GitLab whose token it is, for `latchkey doctor` and for the directory itself. Fails where
/// the token is not taken (`refused`), or GitLab does not answer; a token that is no
/// administrator's is an answer. `http` outlives the call.
/// https://docs.gitlab.com/api/users/#retrieve-the-current-user
boost::asio::awaitable<Expected<TokenOwner>> ask_token_owner(Options options, http::Client& http);

}  // namespace latchkey::gitlab
