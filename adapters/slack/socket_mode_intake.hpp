#pragma once

#include "adapters/chat/chat_platform.hpp"
#include "adapters/http/websocket.hpp"
#include "adapters/slack/envelope.hpp"
#include "adapters/slack/socket_mode_record.hpp"

#include <boost/asio/any_io_executor.hpp>
#include <boost/asio/awaitable.hpp>
#include <boost/asio/steady_timer.hpp>

#include <chrono>
#include <cstddef>
#include <exception>
#include <functional>
#include <memory>
#include <string>

namespace latchkey::slack {

/// So many requests of one connection may wait for the store. Slack wants each acknowledged within
/// three seconds: with 64 to a commit, even a disk that takes 0.3 s for one keeps to that.
inline constexpr std::size_t k_most_in_flight = 512;

/// Has what one connection delivers taken on, and acknowledges it there: an acknowledgement means
/// nothing on another connection. `handler` and `record` outlive it.
class SocketModeIntake : public std::enable_shared_from_this<SocketModeIntake> {
 public:
  SocketModeIntake(boost::asio::any_io_executor executor, chat::RequestHandler& handler,
                   SocketModeRecord& record, std::shared_ptr<http::WebSocket> socket);

  /// Takes one envelope on. What needs an acknowledgement and nothing else has it on its way when
  /// this returns; a request goes on by itself. One too many is left to Slack, with a line in the
  /// log.
  boost::asio::awaitable<void> take(Envelope envelope);

  [[nodiscard]] bool full() const { return in_flight_ >= k_most_in_flight; }

  /// Returns once it is no longer full, at the latest after `at_most`. Where that was in vain it
  /// returns at once until something moves: Slack's pings wait to be read, too.
  boost::asio::awaitable<void> wait_for_room(std::chrono::milliseconds at_most);

  /// Returns once all that was taken on is acknowledged, at the latest after `at_most`.
  boost::asio::awaitable<void> finish(std::chrono::milliseconds at_most);

  /// The connection is over: nobody needs to wait for it any longer.
  void over();

 private:
  void tell_log(const Envelope& envelope, const Ignored& ignored);
  boost::asio::awaitable<void> serve(Envelope envelope);
  boost::asio::awaitable<void> acknowledge(std::string frame, std::string type);
  boost::asio::awaitable<void> wait(boost::asio::steady_timer& timer, std::function<bool()> done,
                                    std::chrono::milliseconds at_most);
  void served(const std::exception_ptr& bug);

  boost::asio::any_io_executor executor_;
  chat::RequestHandler& handler_;
  SocketModeRecord& record_;
  std::shared_ptr<http::WebSocket> socket_;
  /// Both are cancelled whenever `in_flight_` or `over_` changes.
  boost::asio::steady_timer room_;
  boost::asio::steady_timer finished_;
  std::size_t in_flight_ = 0;
  bool waited_in_vain_ = false;
  bool over_ = false;
};

}  // namespace latchkey::slack
