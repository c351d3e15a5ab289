#pragma once

#include "tests/bench/peers/endpoint/bot_sockets.hpp"
#include "tests/bench/peers/endpoint/control.hpp"
#include "tests/bench/peers/endpoint/http_messages.hpp"
#include "tests/bench/peers/endpoint/load.hpp"
#include "tests/bench/peers/endpoint/upstreams.hpp"
#include "tests/bench/peers/endpoint/web_api.hpp"

#include <boost/asio/any_io_executor.hpp>
#include <boost/asio/awaitable.hpp>

#include <string>

namespace latchkey::bench {

/// Slack, what stands behind Latchkey, and the driver's controls, on one port.
class Endpoint {
 public:
  /// `authority`: "127.0.0.1:8080".
  Endpoint(const boost::asio::any_io_executor& executor, const std::string& authority);

  BotSockets& sockets() { return sockets_; }

  /// Answers what is no WebSocket.
  boost::asio::awaitable<HttpAnswer> answer(HttpRequest request);

 private:
  HttpAnswer answer_at_once(const HttpRequest& request);
  HttpAnswer take_private_answer(std::string_view number);

  BotSockets sockets_;
  Load load_;
  WebApi web_api_;
  Upstreams upstreams_;
  Control control_;
};

}  // namespace latchkey::bench
