#pragma once

#include "adapters/chat/chat_platform.hpp"
#include "adapters/http/websocket.hpp"
#include "adapters/slack/frame.hpp"
#include "adapters/slack/malformed_log.hpp"
#include "adapters/slack/web_api_client.hpp"

#include <boost/asio/any_io_executor.hpp>
#include <boost/asio/awaitable.hpp>
#include <boost/asio/steady_timer.hpp>

#include <chrono>
#include <functional>
#include <memory>
#include <optional>
#include <variant>

namespace latchkey::slack {

/// How patient a connection is; tests are less so.
struct ConnectionTimes {
  std::chrono::milliseconds dial_within{10'000};
  /// Slack greets at once; a connection without a greeting delivers nothing.
  std::chrono::milliseconds hello_within{15'000};
  /// Slack pings well below every 30 s; with ours as well, silence means death.
  std::chrono::milliseconds ping_every{10'000};
  std::chrono::milliseconds dead_after{30'000};
  /// How long a replaced connection may go on delivering.
  std::chrono::milliseconds drain_at_most{10'000};
  /// What is still being taken on when we close: Slack's own deadline for an acknowledgement.
  std::chrono::milliseconds finish_within{3'000};
};

/// What a connection needs from outside; all of it outlives the connection.
struct ConnectionParts {
  WebApiClient& app;
  http::WebSocketDialer& dialer;
  chat::RequestHandler& handler;
  const Clock& clock;
  const Identity& self;
  MalformedLog& malformed;
  ConnectionTimes times;
};

/// One Socket Mode connection, from its dialling to its end, never used again. It reads, has
/// requests accepted and acknowledges them on this very connection; what comes next, its owner
/// decides.
class SocketModeConnection : public std::enable_shared_from_this<SocketModeConnection> {
 public:
  using News = std::variant<Hello, Disconnect>;
  /// Told at most once of a hello, and at most once of an announced end.
  using Listener = std::function<void(const std::shared_ptr<SocketModeConnection>&, const News&)>;

  SocketModeConnection(boost::asio::any_io_executor executor, ConnectionParts parts,
                       Listener listener);

  /// Dials and serves until the connection is over; returns why.
  boost::asio::awaitable<Error> run();

  /// Goes on serving until Slack closes or `drain_at_most` has passed, then closes.
  boost::asio::awaitable<void> drain();

  /// Lets what is being taken on be acknowledged, then closes with a goodbye (a connection that
  /// just vanishes would be delivered to for hours).
  boost::asio::awaitable<void> close();

  /// Is there a connection that has to be closed properly?
  [[nodiscard]] bool is_open() const { return socket_ != nullptr && !over_; }

  /// Since the hello; zero before it.
  [[nodiscard]] std::chrono::seconds age() const;

 private:
  boost::asio::awaitable<Expected<std::string>> open_url();
  boost::asio::awaitable<Error> read_frames();
  boost::asio::awaitable<void> watch();
  boost::asio::awaitable<void> serve(Envelope envelope);
  /// Waits until `timer` is cancelled because `done` holds, but no longer than `at_most`.
  boost::asio::awaitable<void> wait_until(std::function<bool()> done,
                                          std::chrono::milliseconds at_most);
  void take(const Frame& frame);
  void take_envelope(const Envelope& envelope);
  void announce(const Disconnect& disconnect);
  void give_up(std::string why);
  void over();
  [[nodiscard]] std::chrono::steady_clock::time_point next_look() const;

  boost::asio::any_io_executor executor_;
  ConnectionParts parts_;
  Listener listener_;
  std::shared_ptr<http::WebSocket> socket_;
  boost::asio::steady_timer watch_timer_;
  /// Cancelled whenever `in_flight_` or `over_` changes.
  boost::asio::steady_timer changed_;
  std::chrono::steady_clock::time_point opened_at_;
  std::chrono::steady_clock::time_point pinged_at_;
  std::optional<std::chrono::steady_clock::time_point> hello_at_;
  std::optional<std::chrono::seconds> lives_for_;
  std::optional<Error> given_up_;
  std::size_t in_flight_ = 0;
  bool announced_ = false;
  bool closing_ = false;
  bool over_ = false;
};

}  // namespace latchkey::slack
