// latchkey_bench_endpoint: a Slack that generates load, one thread, on a free port of loopback.
// Its orders come over HTTP (control.hpp); it ends with SIGTERM.
#include "tests/bench/peers/endpoint/endpoint.hpp"
#include "tests/bench/peers/endpoint/http_session.hpp"

#include <boost/asio/as_tuple.hpp>
#include <boost/asio/co_spawn.hpp>
#include <boost/asio/detached.hpp>
#include <boost/asio/io_context.hpp>
#include <boost/asio/ip/tcp.hpp>
#include <boost/asio/signal_set.hpp>
#include <boost/asio/use_awaitable.hpp>

#include <csignal>
#include <exception>
#include <iostream>
#include <string>

namespace {

namespace asio = boost::asio;
using asio::ip::tcp;

asio::awaitable<void> accept(tcp::acceptor& acceptor, latchkey::bench::Endpoint& endpoint) {
  for (;;) {
    auto [failed, socket] = co_await acceptor.async_accept(asio::as_tuple(asio::use_awaitable));
    if (failed) continue;  // a client that was gone before it was accepted
    boost::system::error_code ignored;
    socket.set_option(tcp::no_delay{true}, ignored);
    const auto executor = acceptor.get_executor();
    asio::co_spawn(executor, latchkey::bench::serve_http(std::move(socket), endpoint),
                   asio::detached);
  }
}

void serve() {
  asio::io_context context{1};
  tcp::acceptor acceptor{context, tcp::endpoint{asio::ip::address_v4::loopback(), 0}};
  const auto authority = "127.0.0.1:" + std::to_string(acceptor.local_endpoint().port());
  latchkey::bench::Endpoint endpoint{context.get_executor(), authority};
  asio::co_spawn(context, accept(acceptor, endpoint), asio::detached);
  asio::signal_set signals{context, SIGINT, SIGTERM};
  signals.async_wait([&](const boost::system::error_code&, int) { context.stop(); });
  std::cout << "latchkey_bench_endpoint listening on http://" << authority << "/" << std::endl;
  context.run();
}

}  // namespace

int main() {
  try {
    serve();
    return 0;
  } catch (const std::exception& error) {
    std::cerr << "latchkey_bench_endpoint: " << error.what() << "\n";
    return 1;
  }
}
