#pragma once

#include <boost/asio/awaitable.hpp>
#include <boost/asio/ip/tcp.hpp>

#include <cstddef>
#include <cstdint>
#include <functional>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

namespace latchkey::bench {

/// One Socket Mode connection of the client that is measured.
class BotSocket : public std::enable_shared_from_this<BotSocket> {
 public:
  using OnText = std::function<void(std::string_view text)>;

  /// `on_text` hears every text frame. The handshake is over already.
  BotSocket(boost::asio::ip::tcp::socket socket, std::uint32_t id, OnText on_text);

  /// Reads until the connection is over. `early` came along with the handshake.
  boost::asio::awaitable<void> serve(std::string early);

  /// Queues a text frame. All that is queued in one turn of the event loop leaves in one write.
  void send(std::string_view text);

  /// Sends a close frame; the client's own ends the connection.
  void say_goodbye();

  /// Ends the TCP connection at once.
  void drop();

  [[nodiscard]] std::uint32_t id() const { return id_; }
  /// True once either side sent a close frame: nothing is delivered any more.
  [[nodiscard]] bool is_closing() const { return said_goodbye_ || heard_goodbye_; }
  /// False where the connection just broke, as it does when its process is killed.
  [[nodiscard]] bool heard_goodbye() const { return heard_goodbye_; }

 private:
  bool take_frames();
  void start_writing();
  void write_queued();

  boost::asio::ip::tcp::socket socket_;
  std::uint32_t id_;
  OnText on_text_;
  std::vector<char> received_;
  std::size_t used_ = 0;
  std::string queued_;
  std::string leaving_;
  bool writing_ = false;
  bool said_goodbye_ = false;
  bool heard_goodbye_ = false;
};

}  // namespace latchkey::bench
