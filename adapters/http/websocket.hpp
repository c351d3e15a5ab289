#pragma once

#include "adapters/http/options.hpp"
#include "core/base/expected.hpp"

#include <boost/asio/any_io_executor.hpp>
#include <boost/asio/awaitable.hpp>

#include <chrono>
#include <memory>
#include <string>

namespace latchkey::http {

/// One WebSocket connection of text messages (RFC 6455), never opened again. Pings of the other
/// side are answered while a `read()` is under way. One read at a time; writes queue up in order.
class WebSocket {
 public:
  virtual ~WebSocket() = default;

  /// The next text message. Errors:
  ///  - `misunderstood`: this message was over 1 MiB, or not text; the connection goes on
  ///  - `unreachable`: the connection is over; `vendor_text` holds the other side's closing code
  ///    and reason, where it gave any
  virtual boost::asio::awaitable<Expected<std::string>> read() = 0;

  /// Sends one text message in one single frame, and waits until the kernel has it. Many may wait
  /// at once: what is written within a moment leaves together. `unreachable` where the connection
  /// is over.
  virtual boost::asio::awaitable<Expected<void>> write_text(std::string text) = 0;

  /// Sends one text message without waiting until it has left, unless 64 KiB wait already.
  /// Whether it leaves, nobody is told: for what is worth nothing on another connection.
  virtual boost::asio::awaitable<void> queue_text(std::string text) = 0;

  virtual boost::asio::awaitable<Expected<void>> ping() = 0;

  /// Says goodbye, waits a second for the other side to do so too, and drops the connection.
  virtual boost::asio::awaitable<void> close() = 0;

  /// Drops the connection without a word; what waits for it ends at once.
  virtual void drop() = 0;

  /// When anything came in last: a message's part, a ping or a pong.
  [[nodiscard]] virtual std::chrono::steady_clock::time_point last_inbound() const = 0;
};

/// Opens WebSocket connections.
class WebSocketDialer {
 public:
  virtual ~WebSocketDialer() = default;

  /// `wss://`, or `ws://` for loopback addresses only. The deadline holds for everything up to the
  /// upgrade. Errors: `invalid`, `unreachable`, `timed_out` and `misunderstood` as of
  /// `Client::send`, `unavailable` where the other side answers but does not upgrade.
  virtual boost::asio::awaitable<Expected<std::shared_ptr<WebSocket>>> connect(
      std::string system, std::string url, std::chrono::milliseconds deadline) = 0;
};

std::unique_ptr<WebSocketDialer> create_websocket_dialer(boost::asio::any_io_executor executor,
                                                         Options options);

}  // namespace latchkey::http
