#pragma once

#include "adapters/slack/reconnect_policy.hpp"
#include "adapters/slack/slack.hpp"
#include "adapters/slack/socket_mode_connection.hpp"

#include <boost/asio/cancellation_signal.hpp>
#include <boost/asio/steady_timer.hpp>

#include <deque>
#include <functional>
#include <list>
#include <memory>
#include <optional>
#include <variant>

namespace latchkey::slack {

/// Owns the connection that serves, the one that is to succeed it, and those that are on their way
/// out. Does what `ReconnectPolicy` decides.
class SocketModeOwner final : public SocketMode {
 public:
  SocketModeOwner(boost::asio::any_io_executor executor, const Options& options, http::Client& http,
                  http::WebSocketDialer& dialer, const Clock& clock, chat::RequestHandler& handler,
                  ConnectionTimes times, ReconnectPolicy policy);

  boost::asio::awaitable<Expected<void>> run() override;
  void stop() override;

 private:
  using Connection = std::shared_ptr<SocketModeConnection>;
  struct Ended {
    Error why;
  };
  struct TimeToDial {};
  struct Stop {};
  /// What a connection says of itself is bound to that connection: late news of an old one must
  /// not touch its successor.
  struct Notice {
    Connection about;
    std::variant<Hello, Disconnect, Ended, TimeToDial, Stop> news;
  };
  struct Live {
    Connection connection;
    std::shared_ptr<boost::asio::cancellation_signal> cancel;
  };

  boost::asio::awaitable<Expected<void>> learn_identity();
  boost::asio::awaitable<Notice> next_notice();
  boost::asio::awaitable<void> shut_down();
  void push(Notice notice);
  void handle(const Notice& notice);
  void on_hello(const Connection& connection, const Hello& hello);
  void on_disconnect(const Connection& connection, const Disconnect& disconnect);
  void on_ended(const Connection& connection, const Error& why);
  void act(const ConnectionAction& action);
  void close(const Connection& connection);
  void dial_after(std::chrono::milliseconds wait);
  void dial();

  boost::asio::any_io_executor executor_;
  WebApiClient bot_;
  WebApiClient app_;
  http::WebSocketDialer& dialer_;
  const Clock& clock_;
  chat::RequestHandler& handler_;
  ConnectionTimes times_;
  ReconnectPolicy policy_;
  MalformedLog malformed_;
  Identity self_;
  /// Bounded by the connections: each gives at most three notices.
  std::deque<Notice> notices_;
  boost::asio::steady_timer arrived_;
  boost::asio::steady_timer dial_timer_;
  bool dial_pending_ = false;
  Connection current_;
  Connection successor_;
  std::list<Live> live_;
  std::optional<Error> fatal_;
  bool stopping_ = false;
  /// A timer that has run out may still be on its way here when this is gone.
  std::shared_ptr<bool> alive_ = std::make_shared<bool>(true);
};

}  // namespace latchkey::slack
