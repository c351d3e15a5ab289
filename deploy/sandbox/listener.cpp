#include "deploy/sandbox/listener.hpp"

#include "deploy/sandbox/http_connection.hpp"

#include <boost/asio/co_spawn.hpp>
#include <boost/asio/detached.hpp>
#include <boost/asio/redirect_error.hpp>
#include <boost/asio/steady_timer.hpp>
#include <boost/asio/use_awaitable.hpp>

#include <charconv>

namespace latchkey::sandbox {

namespace asio = boost::asio;

std::optional<asio::ip::tcp::endpoint> parse_loopback_endpoint(const std::string& text) {
  const auto colon = text.rfind(':');
  if (colon == std::string::npos) return {};
  std::string host = text.substr(0, colon);
  if (host == "localhost") host = "127.0.0.1";
  if (host.starts_with("[") && host.ends_with("]")) host = host.substr(1, host.size() - 2);
  unsigned port = 0;
  const char* end = text.data() + text.size();
  const auto [rest, problem] = std::from_chars(text.data() + colon + 1, end, port);
  boost::system::error_code error;
  const auto address = asio::ip::make_address(host, error);
  if (problem != std::errc{} || rest != end || port > 65535 || error || !address.is_loopback()) {
    return {};
  }
  return asio::ip::tcp::endpoint{address, static_cast<std::uint16_t>(port)};
}

Listener::Listener(asio::io_context& context, const asio::ip::tcp::endpoint& endpoint)
    : context_(context), acceptor_(context, endpoint, /*reuse_addr=*/true) {}

std::string Listener::origin() const {
  const auto endpoint = acceptor_.local_endpoint();
  const std::string host = endpoint.address().to_string();
  const std::string shown = endpoint.address().is_v6() ? "[" + host + "]" : host;
  return "http://" + shown + ":" + std::to_string(endpoint.port());
}

asio::awaitable<void> Listener::serve(Listener& self, Sandbox& sandbox) {
  while (self.acceptor_.is_open()) {
    boost::system::error_code error;
    auto completion = asio::redirect_error(asio::use_awaitable, error);
    asio::ip::tcp::socket socket = co_await self.acceptor_.async_accept(completion);
    if (!error) {
      boost::system::error_code ignored;
      socket.set_option(asio::ip::tcp::no_delay(true), ignored);
      asio::co_spawn(self.context_, serve_connection(std::move(socket), sandbox), asio::detached);
      continue;
    }
    if (error == asio::error::operation_aborted) co_return;
    // Out of descriptors, most likely: a moment later some are free again.
    asio::steady_timer pause(self.context_, std::chrono::milliseconds{100});
    auto waiting = asio::redirect_error(asio::use_awaitable, error);
    co_await pause.async_wait(waiting);
  }
}

void Listener::stop() {
  boost::system::error_code ignored;
  acceptor_.close(ignored);
}

}  // namespace latchkey::sandbox
