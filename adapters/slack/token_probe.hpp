#pragma once

#include "adapters/http/http_client.hpp"
#include "adapters/slack/slack.hpp"
#include "core/base/clock.hpp"
#include "core/base/expected.hpp"

#include <boost/asio/awaitable.hpp>

#include <chrono>
#include <optional>
#include <string>
#include <vector>

namespace latchkey::slack {

/// What Slack says of a bot token.
struct BotToken {
  /// The bot's and the workspace's names.
  std::string user;
  std::string team;
  /// Those that were granted; nothing where Slack does not say.
  std::optional<std::vector<std::string>> scopes = {};
  /// How far our clock is ahead of Slack's, as of `http::clock_ahead`.
  std::optional<std::chrono::microseconds> clock_ahead = {};
};

/// Asks `auth.test` with the bot token, once. Errors as of `read_answer`. The scopes are read from
/// the header `X-OAuth-Scopes`. `http` and `clock` outlive it.
boost::asio::awaitable<Expected<BotToken>> probe_bot_token(Options options, http::Client& http,
                                                           const Clock& clock);

/// Asks `apps.connections.open` with the app token, once, and opens no connection. Errors likewise.
boost::asio::awaitable<Expected<void>> probe_app_token(Options options, http::Client& http);

}  // namespace latchkey::slack
