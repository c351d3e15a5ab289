#include "deploy/sandbox/event_stream_writer.hpp"

#include <boost/asio/buffer.hpp>
#include <boost/asio/redirect_error.hpp>
#include <boost/asio/steady_timer.hpp>
#include <boost/asio/use_awaitable.hpp>
#include <boost/asio/write.hpp>

namespace latchkey::sandbox {
namespace {

namespace asio = boost::asio;
using namespace std::chrono_literals;

// Shows a page that went away, and keeps proxies from closing a quiet stream.
constexpr auto k_ping_interval = 15s;

constexpr const char* k_head =
    "HTTP/1.1 200 OK\r\nContent-Type: text/event-stream\r\nCache-Control: no-store\r\n"
    "X-Content-Type-Options: nosniff\r\nConnection: close\r\n\r\nretry: 1000\n\n";

}  // namespace

asio::awaitable<void> write_event_stream(asio::ip::tcp::socket socket, SlackState& slack,
                                         std::string user) {
  asio::steady_timer wake(socket.get_executor());
  const auto client = slack.stream.subscribe(user);
  client->wake = [&wake] { wake.cancel(); };
  client->queue.push_back(
      "data: " + to_line({{"type", "bot"}, {"connections", slack.hub.connections()}}) + "\n\n");
  std::string text = k_head;
  while (!client->overflowed) {
    while (!client->queue.empty()) {
      text += client->queue.front();
      client->queue.pop_front();
    }
    boost::system::error_code error;
    auto completion = asio::redirect_error(asio::use_awaitable, error);
    co_await asio::async_write(socket, asio::buffer(text), completion);
    if (error) break;
    text.clear();
    if (!client->queue.empty() || client->overflowed) continue;
    wake.expires_after(k_ping_interval);
    boost::system::error_code woken;
    auto waiting = asio::redirect_error(asio::use_awaitable, woken);
    co_await wake.async_wait(waiting);
    if (!woken) text = ": ping\n\n";
  }
  client->wake = nullptr;
}

}  // namespace latchkey::sandbox
