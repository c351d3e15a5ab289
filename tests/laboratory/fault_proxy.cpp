#include "tests/laboratory/fault_proxy.hpp"

#include "tests/laboratory/proxied_connection.hpp"

#include <boost/asio/as_tuple.hpp>
#include <boost/asio/co_spawn.hpp>
#include <boost/asio/detached.hpp>
#include <boost/asio/io_context.hpp>
#include <boost/asio/post.hpp>
#include <boost/asio/use_awaitable.hpp>

#include <algorithm>
#include <thread>
#include <utility>
#include <vector>

namespace latchkey::laboratory {
namespace {

namespace asio = boost::asio;
using asio::ip::tcp;
constexpr auto k_errors_as_values = asio::as_tuple(asio::use_awaitable);

tcp::endpoint loopback(unsigned short port) {
  return {asio::ip::address_v4::loopback(), port};
}

}  // namespace

struct FaultProxy::Impl {
  explicit Impl(unsigned seed) : random(seed), acceptor(context, loopback(0)) {
    asio::co_spawn(context, accept(), asio::detached);
    thread = std::thread{[this] { context.run(); }};
  }
  ~Impl() {
    context.stop();
    thread.join();
  }
  Impl(const Impl&) = delete;
  Impl& operator=(const Impl&) = delete;

  asio::awaitable<void> accept() {
    for (;;) {
      auto [error, client] = co_await acceptor.async_accept(k_errors_as_values);
      if (error) co_return;
      asio::co_spawn(context, connect(std::move(client)), asio::detached);
    }
  }

  asio::awaitable<void> connect(tcp::socket client) {
    tcp::socket server{context};
    const auto [refused] = co_await server.async_connect(loopback(server_port), k_errors_as_values);
    if (refused) co_return;
    boost::system::error_code ignored;
    client.set_option(tcp::no_delay{true}, ignored);
    server.set_option(tcp::no_delay{true}, ignored);
    std::erase_if(connections, [](const auto& connection) { return connection->is_over(); });
    connections.push_back(
        std::make_shared<ProxiedConnection>(std::move(client), std::move(server), random));
    connections.back()->under(conditions);
    connections.back()->start();
  }

  /// On the proxy's own thread.
  void for_each(std::function<void(ProxiedConnection&)> tell) {
    asio::post(context, [this, tell = std::move(tell)] {
      const auto all = connections;
      for (const auto& connection : all) tell(*connection);
    });
  }

  asio::io_context context{1};
  Random random;
  tcp::acceptor acceptor;
  unsigned short server_port = 0;
  LineConditions conditions;
  std::vector<std::shared_ptr<ProxiedConnection>> connections;
  std::thread thread;
};

FaultProxy::FaultProxy(unsigned seed) : impl_(std::make_unique<Impl>(seed)) {}

FaultProxy::~FaultProxy() = default;

unsigned short FaultProxy::port() const {
  return impl_->acceptor.local_endpoint().port();
}

std::string FaultProxy::url() const {
  return "http://127.0.0.1:" + std::to_string(port());
}

void FaultProxy::lead_to(unsigned short server_port) {
  asio::post(impl_->context,
             [impl = impl_.get(), server_port] { impl->server_port = server_port; });
}

void FaultProxy::under(LineConditions conditions) {
  asio::post(impl_->context, [impl = impl_.get(), conditions] { impl->conditions = conditions; });
  impl_->for_each([conditions](ProxiedConnection& connection) { connection.under(conditions); });
}

void FaultProxy::reset_all() {
  impl_->for_each([](ProxiedConnection& connection) { connection.reset(); });
}

void FaultProxy::strand_all() {
  impl_->for_each([](ProxiedConnection& connection) { connection.strand(); });
}

}  // namespace latchkey::laboratory
