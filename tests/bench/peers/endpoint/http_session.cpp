#include "tests/bench/peers/endpoint/http_session.hpp"

#include "tests/bench/peers/endpoint/websocket_frames.hpp"

#include <boost/asio/as_tuple.hpp>
#include <boost/asio/steady_timer.hpp>
#include <boost/asio/use_awaitable.hpp>
#include <boost/asio/write.hpp>
#include <boost/beast/core/buffers_to_string.hpp>
#include <boost/beast/core/flat_buffer.hpp>
#include <boost/beast/http.hpp>

#include <algorithm>
#include <string>
#include <utility>

namespace latchkey::bench {
namespace {

namespace asio = boost::asio;
namespace beast = boost::beast;
namespace http = boost::beast::http;
using WireRequest = http::request<http::string_body>;
constexpr auto k_as_tuple = asio::as_tuple(asio::use_awaitable);

HttpRequest as_request(const WireRequest& wire) {
  const auto view = [](beast::string_view text) {
    return std::string_view{text.data(), text.size()};
  };
  const auto target = view(wire.target());
  const auto mark = std::min(target.find('?'), target.size());
  return {.path = target.substr(0, mark),
          .query = target.substr(std::min(mark + 1, target.size())),
          .content_type = view(wire[http::field::content_type]),
          .body = wire.body()};
}

/// By hand: Beast's serializer costs more than all the rest of an answer.
std::string as_text(const HttpAnswer& answer, bool keep_alive) {
  std::string text = "HTTP/1.1 " + std::to_string(answer.status) +
                     (answer.status == 200 ? " OK" : " Refused") +
                     "\r\nContent-Type: application/json; charset=utf-8\r\nContent-Length: " +
                     std::to_string(answer.body.size());
  text += keep_alive ? "\r\n\r\n" : "\r\nConnection: close\r\n\r\n";
  return text + answer.body;
}

asio::awaitable<void> become_bot_socket(asio::ip::tcp::socket socket, std::string key,
                                        std::string early, Endpoint& endpoint) {
  const auto agreement =
      "HTTP/1.1 101 Switching Protocols\r\nUpgrade: websocket\r\nConnection: Upgrade\r\n"
      "Sec-WebSocket-Accept: " +
      websocket_accept(key) + "\r\n\r\n";
  const auto [failed, size] =
      co_await asio::async_write(socket, asio::buffer(agreement), k_as_tuple);
  if (failed) co_return;
  co_await endpoint.sockets().serve(std::move(socket), std::move(early));
}

}  // namespace

asio::awaitable<void> serve_http(asio::ip::tcp::socket socket, Endpoint& endpoint) {
  beast::flat_buffer buffer;
  for (;;) {
    WireRequest wire;
    const auto [over, read] = co_await http::async_read(socket, buffer, wire, k_as_tuple);
    if (over) break;
    if (wire.target().starts_with("/link/")) {
      std::string key{wire[http::field::sec_websocket_key]};
      auto early = beast::buffers_to_string(buffer.data());
      co_await become_bot_socket(std::move(socket), std::move(key), std::move(early), endpoint);
      co_return;
    }
    const auto answer = co_await endpoint.answer(as_request(wire));
    if (answer.delay.count() > 0) {
      asio::steady_timer pause{socket.get_executor(), answer.delay};
      co_await pause.async_wait(asio::use_awaitable);
    }
    const auto text = as_text(answer, wire.keep_alive());
    const auto [failed, size] = co_await asio::async_write(socket, asio::buffer(text), k_as_tuple);
    if (failed || !wire.keep_alive()) break;
  }
  boost::system::error_code ignored;
  socket.shutdown(asio::ip::tcp::socket::shutdown_send, ignored);
}

}  // namespace latchkey::bench
