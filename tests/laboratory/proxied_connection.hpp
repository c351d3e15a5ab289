#pragma once

#include "tests/laboratory/line_conditions.hpp"
#include "tests/laboratory/websocket_frames.hpp"

#include <boost/asio/awaitable.hpp>
#include <boost/asio/ip/tcp.hpp>
#include <boost/asio/steady_timer.hpp>

#include <memory>
#include <optional>
#include <string>

namespace latchkey::laboratory {

/// One connection of a client, carried on to the server. For one thread.
class ProxiedConnection : public std::enable_shared_from_this<ProxiedConnection> {
 public:
  using Socket = boost::asio::ip::tcp::socket;

  /// `random` outlives it.
  ProxiedConnection(Socket client, Socket server, Random& random);

  void start();
  /// From now on.
  void under(LineConditions conditions);
  /// Both ends are told that it broke.
  void reset();
  /// Nothing passes any more, and neither end is told: what a router does that has forgotten it.
  void strand();
  [[nodiscard]] bool is_over() const { return ended_directions_ == 2; }

 private:
  enum class From { client, server };

  boost::asio::awaitable<void> carry(From from);
  /// False at the end of what comes.
  boost::asio::awaitable<bool> carry_some(From from);
  boost::asio::awaitable<void> until_it_passes();
  boost::asio::awaitable<void> pause(std::chrono::steady_clock::duration time);
  boost::asio::awaitable<bool> wait_for_more(Socket& from);
  boost::asio::awaitable<bool> write(From from, std::string bytes);
  boost::asio::awaitable<bool> write_frames();
  boost::asio::awaitable<bool> write_all(std::vector<std::string> frames);
  std::string as_sent_by_server(std::string bytes);
  void close();

  Socket client_;
  Socket server_;
  Random& random_;
  LineConditions conditions_;
  std::optional<std::size_t> bytes_until_reset_;
  bool stranded_ = false;
  int ended_directions_ = 0;
  /// Cancelled when the conditions change.
  boost::asio::steady_timer changed_;
  /// The answer's head so far, until it shows whether this is a WebSocket.
  std::optional<std::string> head_ = "";
  std::optional<FrameCutter> cutter_;
  std::unique_ptr<FrameFault> frame_fault_;
};

}  // namespace latchkey::laboratory
