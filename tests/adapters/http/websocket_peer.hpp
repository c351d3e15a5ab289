#pragma once

#include <boost/asio/awaitable.hpp>
#include <boost/asio/io_context.hpp>
#include <boost/asio/ip/tcp.hpp>

#include <string>
#include <string_view>

namespace latchkey::http {

/// The answer by which a server upgrades the request `head` to a WebSocket (RFC 6455, 4.2.2).
std::string upgrade_answer(std::string_view head);

/// A server's frame: `head` is its first byte (0x81 whole text, 0x82 binary, 0x88 close …).
std::string server_frame(unsigned char head, const std::string& payload);

/// A client's frame as it came.
struct ClientFrame {
  unsigned char head = 0;
  bool masked = false;
  std::string payload;
};

/// The server's end of one WebSocket, which reads what it is told to and not a byte more.
class WebSocketPeer {
 public:
  explicit WebSocketPeer(boost::asio::io_context& io);

  /// "ws://127.0.0.1:PORT/"
  [[nodiscard]] std::string url() const;
  /// Accepts one connection and upgrades it.
  boost::asio::awaitable<void> accept();
  boost::asio::awaitable<ClientFrame> read();
  boost::asio::awaitable<void> send(std::string bytes);
  void cut();

 private:
  boost::asio::awaitable<std::string> read_exactly(std::size_t size);

  boost::asio::ip::tcp::acceptor acceptor_;
  boost::asio::ip::tcp::socket socket_;
};

}  // namespace latchkey::http
