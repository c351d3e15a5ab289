#pragma once
#include "deploy/sandbox/socket_mode_hub.hpp"
#include "deploy/sandbox/websocket_frame.hpp"

#include <boost/asio/awaitable.hpp>
#include <boost/asio/ip/tcp.hpp>
#include <boost/asio/steady_timer.hpp>
#include <deque>
#include <memory>
#include <string>

namespace latchkey::sandbox {

/// One Socket Mode connection over TCP: frames in and out, pings, and the end.
class WebSocketLink : public SocketModeLink, public std::enable_shared_from_this<WebSocketLink> {
 public:
  WebSocketLink(boost::asio::ip::tcp::socket socket, SocketModeHub& hub);

  /// Answers the handshake and serves the connection until it ends. `early` are bytes that came
  /// with the handshake.
  static boost::asio::awaitable<void> serve(std::shared_ptr<WebSocketLink> self,
                                            std::string websocket_key, std::string early);

  void send_text(std::string text) override;
  void close(std::uint16_t code, std::string reason) override;

 private:
  boost::asio::awaitable<void> read_frames(std::string early);
  static boost::asio::awaitable<void> write_frames(std::shared_ptr<WebSocketLink> self);
  static boost::asio::awaitable<void> keep_alive(std::shared_ptr<WebSocketLink> self);
  void take_frames(std::string& bytes);
  void take_message(WebSocketFrame frame);
  void send_frame(std::string frame);
  void end();

  boost::asio::ip::tcp::socket socket_;
  SocketModeHub& hub_;
  boost::asio::steady_timer wake_;    ///< cancelled when there is something to write
  boost::asio::steady_timer breath_;  ///< between two pings
  std::deque<std::string> outgoing_;
  std::chrono::steady_clock::time_point heard_at_;
  bool in_fragmented_message_ = false;
  bool closing_ = false;      ///< our close frame is queued: nothing may follow it
  bool peer_closed_ = false;  ///< the app's close frame came
  bool ended_ = false;
};

}  // namespace latchkey::sandbox
