// beast_acker HOST PORT CONNECTIONS: the least that a client in Beast's coroutines can do, as the
// ceiling for the others: reads an envelope and writes back an acknowledgement of it. It keeps
// nothing, understands nothing and posts nothing.
#include <boost/asio/as_tuple.hpp>
#include <boost/asio/co_spawn.hpp>
#include <boost/asio/detached.hpp>
#include <boost/asio/io_context.hpp>
#include <boost/asio/ip/tcp.hpp>
#include <boost/asio/signal_set.hpp>
#include <boost/asio/use_awaitable.hpp>
#include <boost/beast/core/flat_buffer.hpp>
#include <boost/beast/websocket/stream.hpp>

#include <csignal>
#include <exception>
#include <iostream>
#include <string>
#include <string_view>

namespace {

namespace asio = boost::asio;
namespace beast = boost::beast;
using asio::ip::tcp;
using Socket = beast::websocket::stream<tcp::socket, /*deflateSupported=*/false>;
constexpr auto k_as_tuple = asio::as_tuple(asio::use_awaitable);

constexpr std::string_view k_field = R"("envelope_id":")";
constexpr std::size_t k_id_size = 36;

/// Empty for hello, which needs none.
std::string acknowledgement(std::string_view frame) {
  const auto at = frame.find(k_field);
  if (at == std::string_view::npos) return {};
  const auto id = frame.substr(at + k_field.size(), k_id_size);
  return R"({"envelope_id":")" + std::string{id} + "\"}";
}

asio::awaitable<void> serve(tcp::endpoint target) {
  Socket socket{co_await asio::this_coro::executor};
  co_await socket.next_layer().async_connect(target, asio::use_awaitable);
  socket.next_layer().set_option(tcp::no_delay{true});
  co_await socket.async_handshake("127.0.0.1", "/link/", asio::use_awaitable);
  socket.text(true);
  beast::flat_buffer buffer;
  for (;;) {
    const auto [over, size] = co_await socket.async_read(buffer, k_as_tuple);
    if (over) co_return;
    const auto ack = acknowledgement({static_cast<const char*>(buffer.data().data()), size});
    buffer.clear();
    if (!ack.empty()) co_await socket.async_write(asio::buffer(ack), asio::use_awaitable);
  }
}

void run(const tcp::endpoint& target, int connections) {
  asio::io_context context{1};
  for (int i = 0; i < connections; ++i) asio::co_spawn(context, serve(target), asio::detached);
  asio::signal_set signals{context, SIGINT, SIGTERM};
  signals.async_wait([&](const boost::system::error_code&, int) { context.stop(); });
  context.run();
}

}  // namespace

int main(int count, char** arguments) {
  if (count != 4) {
    std::cerr << "usage: beast_acker HOST PORT CONNECTIONS\n";
    return 2;
  }
  try {
    const auto port = static_cast<unsigned short>(std::stoi(arguments[2]));
    run({asio::ip::make_address(arguments[1]), port}, std::stoi(arguments[3]));
    return 0;
  } catch (const std::exception& error) {
    std::cerr << "beast_acker: " << error.what() << "\n";
    return 1;
  }
}
