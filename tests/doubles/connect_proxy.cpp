#include "tests/doubles/connect_proxy.hpp"

#include "adapters/http/as_tuple.hpp"

#include <boost/asio/awaitable.hpp>
#include <boost/asio/buffer.hpp>
#include <boost/asio/co_spawn.hpp>
#include <boost/asio/detached.hpp>
#include <boost/asio/experimental/awaitable_operators.hpp>
#include <boost/asio/io_context.hpp>
#include <boost/asio/ip/tcp.hpp>
#include <boost/asio/read_until.hpp>
#include <boost/asio/write.hpp>

#include <array>
#include <mutex>
#include <string_view>
#include <thread>
#include <utility>

namespace latchkey::doubles {
namespace {

namespace asio = boost::asio;
using asio::ip::tcp;
using http::k_as_tuple;

constexpr std::string_view k_established = "HTTP/1.1 200 Connection established\r\n\r\n";
constexpr std::string_view k_unauthorized =
    "HTTP/1.1 407 Proxy Authentication Required\r\nProxy-Authenticate: Basic realm=\"proxy\"\r\n"
    "Content-Length: 0\r\nConnection: close\r\n\r\n";

/// Until one side ends; then the other side learns it, too.
asio::awaitable<void> carry(tcp::socket& from, tcp::socket& to) {
  std::array<char, 16384> bytes{};
  for (;;) {
    const auto [ended, count] = co_await from.async_read_some(asio::buffer(bytes), k_as_tuple);
    if (ended) break;
    const auto [cut, written] =
        co_await asio::async_write(to, asio::buffer(bytes.data(), count), k_as_tuple);
    if (cut) break;
  }
  boost::system::error_code ignored;
  from.close(ignored);
  to.close(ignored);
}

}  // namespace

struct ConnectProxy::Impl {
  Impl(unsigned short port, std::string authorization_)
      : leads_to(asio::ip::address_v4::loopback(), port),
        authorization(std::move(authorization_)),
        acceptor(io, {asio::ip::address_v4::loopback(), 0}) {
    asio::co_spawn(io, accept(), asio::detached);
    thread = std::thread{[this] { io.run(); }};
  }
  ~Impl() {
    io.stop();
    thread.join();
  }
  Impl(const Impl&) = delete;
  Impl& operator=(const Impl&) = delete;

  asio::awaitable<void> accept() {
    for (;;) {
      auto [failed, client] = co_await acceptor.async_accept(k_as_tuple);
      if (failed) co_return;
      asio::co_spawn(io, serve(std::move(client)), asio::detached);
    }
  }

  asio::awaitable<void> serve(tcp::socket client) {
    using namespace asio::experimental::awaitable_operators;
    std::string head;
    const auto [cut, size] =
        co_await asio::async_read_until(client, asio::dynamic_buffer(head), "\r\n\r\n", k_as_tuple);
    if (cut) co_return;
    {
      const std::lock_guard lock{mutex};
      requests.push_back(head);
    }
    const bool may =
        authorization.empty() ||
        head.find("\r\nProxy-Authorization: " + authorization + "\r\n") != std::string::npos;
    tcp::socket server{io};
    boost::system::error_code ignored;
    if (may) server.connect(leads_to, ignored);
    co_await asio::async_write(client, asio::buffer(may ? k_established : k_unauthorized),
                               k_as_tuple);
    if (may) co_await (carry(client, server) && carry(server, client));
  }

  asio::io_context io{1};
  tcp::endpoint leads_to;
  std::string authorization;
  tcp::acceptor acceptor;
  mutable std::mutex mutex;
  std::vector<std::string> requests;
  std::thread thread;
};

ConnectProxy::ConnectProxy(unsigned short leads_to, std::string authorization)
    : impl_(std::make_unique<Impl>(leads_to, std::move(authorization))) {}

ConnectProxy::~ConnectProxy() = default;

unsigned short ConnectProxy::port() const {
  return impl_->acceptor.local_endpoint().port();
}

std::vector<std::string> ConnectProxy::requests() const {
  const std::lock_guard lock{impl_->mutex};
  return impl_->requests;
}

}  // namespace latchkey::doubles
