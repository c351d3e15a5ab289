#pragma once

#include "tests/bench/peers/endpoint/bot_socket.hpp"
#include "tests/bench/peers/endpoint/steady_time.hpp"

#include <boost/asio/steady_timer.hpp>

#include <chrono>
#include <cstddef>
#include <cstdint>
#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace latchkey::bench {

/// Every Socket Mode connection, and the ghosts: connections whose process was killed, into which
/// Slack goes on delivering for a while.
class BotSockets {
 public:
  struct Listener {
    /// A text frame came, which is an acknowledgement.
    std::function<void(std::string_view frame)> on_text;
    /// Said hello on one more connection.
    std::function<void()> on_hello;
    /// What was delivered there and not acknowledged will never be.
    std::function<void(std::uint32_t socket)> on_gone;
  };
  struct Delivery {
    std::uint32_t socket;
    bool into_ghost;
  };

  explicit BotSockets(boost::asio::any_io_executor executor);

  void listen(Listener listener) { listener_ = std::move(listener); }

  /// Says hello and serves one connection until it ends.
  boost::asio::awaitable<void> serve(boost::asio::ip::tcp::socket tcp, std::string early);

  /// Sends to the next connection in turn, ghosts included; nothing where there is none.
  std::optional<Delivery> deliver(std::string_view envelope);

  /// Announces to the oldest connection that it is to be replaced, and closes it after that time.
  /// False where there is none that was not told before.
  bool refresh(std::chrono::milliseconds close_after);

  /// How long a killed client's connection goes on swallowing. 0: it ends with its process.
  void haunt_for(std::chrono::milliseconds lifetime) { ghost_lifetime_ = lifetime; }

  /// Connections that a delivery would reach.
  [[nodiscard]] std::size_t live() const;
  /// Time without any of them, the first hello until now.
  [[nodiscard]] Nanoseconds without_connection() const;
  [[nodiscard]] std::size_t hellos() const { return hellos_; }
  [[nodiscard]] Nanoseconds last_hello() const { return last_hello_; }
  /// Returns once there were more than `count` hellos.
  boost::asio::awaitable<void> more_hellos_than(std::size_t count);

 private:
  struct Place {
    std::shared_ptr<BotSocket> socket;
    bool is_ghost = false;
    bool is_refreshed = false;
  };

  void greet(const std::shared_ptr<BotSocket>& socket);
  void ended(const std::shared_ptr<BotSocket>& socket);
  void remove(std::uint32_t socket);
  void note_gap();

  boost::asio::any_io_executor executor_;
  Listener listener_;
  std::vector<Place> places_;
  std::size_t turn_ = 0;
  std::uint32_t last_id_ = 0;
  std::chrono::milliseconds ghost_lifetime_{0};
  std::size_t hellos_ = 0;
  Nanoseconds last_hello_ = 0;
  Nanoseconds gap_began_ = 0;
  Nanoseconds gaps_ = 0;
  /// Never expires; cancelled by each hello.
  boost::asio::steady_timer greeted_;
};

}  // namespace latchkey::bench
