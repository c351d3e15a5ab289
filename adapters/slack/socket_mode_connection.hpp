#pragma once

#include "adapters/chat/chat_platform.hpp"
#include "adapters/http/websocket.hpp"
#include "adapters/slack/frame.hpp"
#include "adapters/slack/socket_mode_intake.hpp"
#include "adapters/slack/socket_mode_record.hpp"
#include "adapters/slack/web_api_client.hpp"

#include <boost/asio/any_io_executor.hpp>
#include <boost/asio/awaitable.hpp>
#include <boost/asio/cancellation_signal.hpp>
#include <boost/asio/steady_timer.hpp>

#include <chrono>
#include <functional>
#include <memory>
#include <optional>
#include <variant>

namespace latchkey::slack {

/// How patient a connection is; tests are less so.
struct ConnectionTimes {
  /// Between the first openings, so that the connections do not end together either.
  std::chrono::milliseconds open_apart{10'000};
  std::chrono::milliseconds dial_within{10'000};
  /// Slack greets at once; a connection without a greeting delivers nothing.
  std::chrono::milliseconds hello_within{15'000};
  /// Slack pings well below every 30 s; with ours as well, silence means death.
  std::chrono::milliseconds ping_every{10'000};
  std::chrono::milliseconds dead_after{30'000};
  /// After this share of its announced life a connection is replaced, lest a warning that gets
  /// lost leave a gap.
  double replaced_after = 0.9;
  /// How long a replaced connection may go on delivering. Slack closes it ten seconds after its
  /// warning; whatever it delivers until then is taken on.
  std::chrono::milliseconds drain_at_most{15'000};
  /// How long reading may pause when too much is being taken on; TCP holds the rest back.
  std::chrono::milliseconds pause_at_most{1'000};
  /// What is still being taken on when we close: Slack's own deadline for an acknowledgement.
  std::chrono::milliseconds finish_within{3'000};
};

/// What a connection needs from outside; all of it outlives the connection.
struct ConnectionParts {
  boost::asio::any_io_executor executor;
  WebApiClient& app;
  http::WebSocketDialer& dialer;
  chat::RequestHandler& handler;
  const Clock& clock;
  const Identity& self;
  SocketModeRecord& record;
  ConnectionTimes times;
};

/// One Socket Mode connection, from its dialling to its end, never used again. It reads, has
/// requests taken on and acknowledges them on this very connection; what comes next, its owner
/// decides.
class SocketModeConnection : public std::enable_shared_from_this<SocketModeConnection> {
 public:
  struct Ended {
    Error why;
  };
  using News = std::variant<Hello, Disconnect, Ended>;
  /// Told at most once of a hello, of an announced end where it is more serious than one before,
  /// and last, exactly once, that it ended. What it is told is bound to this connection: late news
  /// of an old one must not touch its successor.
  using Listener = std::function<void(const std::shared_ptr<SocketModeConnection>&, const News&)>;

  SocketModeConnection(ConnectionParts parts, Listener listener);

  /// Dials, and serves until the connection is over.
  void start();

  /// Goes on serving until Slack closes or `drain_at_most` has passed, then closes.
  void drain();

  /// Lets what is being taken on be acknowledged, then closes with a goodbye (a connection that
  /// just vanishes would be delivered to for hours). One that is still being dialled is given up.
  void close();

  /// May Slack count it? From the moment that it is dialled: Slack knows of it before we do.
  [[nodiscard]] bool may_be_counted() const { return dialled_ && !over_; }

  /// Since the hello; zero before it.
  [[nodiscard]] std::chrono::seconds age() const;

 private:
  using SteadyTime = std::chrono::steady_clock::time_point;

  boost::asio::awaitable<Error> run();
  boost::asio::awaitable<Expected<std::string>> open_url();
  boost::asio::awaitable<Error> read_frames();
  boost::asio::awaitable<void> watch();
  boost::asio::awaitable<void> ping();
  boost::asio::awaitable<void> say_goodbye();
  void hear(const Frame& frame);
  void announce(const Disconnect& disconnect);
  void give_up(std::string why);
  void end(Error why);
  [[nodiscard]] SteadyTime next_look() const;

  ConnectionParts parts_;
  Listener listener_;
  boost::asio::cancellation_signal give_up_dialling_;
  std::shared_ptr<http::WebSocket> socket_;
  std::shared_ptr<SocketModeIntake> intake_;
  boost::asio::steady_timer watch_timer_;
  boost::asio::steady_timer drain_timer_;
  SteadyTime opened_at_;
  SteadyTime pinged_at_;
  std::optional<SteadyTime> hello_at_;
  std::optional<SteadyTime> replace_at_;
  std::optional<Error> given_up_;
  std::optional<Disconnect::Reason> announced_;
  bool dialled_ = false;
  bool pinging_ = false;
  bool closing_ = false;
  bool over_ = false;
};

}  // namespace latchkey::slack
