#pragma once

#include "adapters/chat/chat_platform.hpp"
#include "adapters/http/http_client.hpp"
#include "core/base/clock.hpp"
#include "core/base/secret.hpp"

#include <boost/asio/any_io_executor.hpp>
#include <boost/asio/awaitable.hpp>

#include <functional>
#include <memory>
#include <string>

namespace latchkey::slack {

struct Options {
  /// "https://slack.com/api/", with the slash at its end.
  std::string api_url;
  Secret app_token;
  Secret bot_token;
  /// In each channel; 1 is what Slack allows. Above it, the other limits grow likewise.
  int posts_per_second = 1;
  http::Options network;
};

/// The Web API as chat verbs. `http` outlives it.
std::unique_ptr<chat::ChatPlatform> create_web_api(Options options, http::Client& http,
                                                   const Clock& clock);

/// One Socket Mode connection kept open for ever: opened again after every end, with back-off.
class SocketMode {
 public:
  virtual ~SocketMode() = default;
  /// Runs until `stop()`, or until Slack refuses a token for good: then with that error (`refused`,
  /// naming the token and Slack's own word).
  virtual boost::asio::awaitable<Expected<void>> run() = 0;
  /// Closes the connection properly (a ghost connection would swallow commands for hours) and
  /// makes `run()` return.
  virtual void stop() = 0;
};

/// `handler`, `http` and `clock` outlive it.
std::unique_ptr<SocketMode> create_socket_mode(boost::asio::any_io_executor executor,
                                               Options options, http::Client& http,
                                               const Clock& clock, chat::RequestHandler& handler);

}  // namespace latchkey::slack
