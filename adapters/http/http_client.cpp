#include "adapters/http/http_client.hpp"

#include "adapters/http/connect.hpp"
#include "adapters/http/connection_pool.hpp"
#include "adapters/http/deadline.hpp"
#include "adapters/http/endpoint.hpp"
#include "adapters/http/exchange.hpp"
#include "adapters/http/request_text.hpp"
#include "adapters/http/transport_error.hpp"

#include <boost/asio/error.hpp>
#include <boost/beast/core/error.hpp>

#include <utility>

namespace latchkey::http {
namespace {

namespace asio = boost::asio;
namespace beast = boost::beast;

/// On a used connection: can the failure come from the other side having closed it meanwhile, and
/// can nothing have come of the request?
bool may_be_sent_again(const Exchange& exchange, Effect effect) {
  if (exchange.error == beast::error::timeout) return false;
  if (exchange.error == asio::error::operation_aborted) return false;
  if (!exchange.error || exchange.stage == Stage::reading_answer) return false;
  return exchange.stage == Stage::sending || effect == Effect::none;
}

class BeastClient final : public Client {
 public:
  BeastClient(asio::any_io_executor executor, Options options)
      : executor_(std::move(executor)), options_(std::move(options)) {}

  asio::awaitable<Expected<Response>> send(std::string system, Request request) override {
    const Deadline deadline{request.deadline};
    const auto endpoint = http_endpoint(request.url);
    if (!endpoint) co_return named(system, endpoint.error());
    auto text = request_text(request, *endpoint);
    if (!text) co_return named(system, text.error());
    const WireRequest wire{
        .text = std::move(*text),
        .changes_something = request.method != Method::get && !request.safe_to_repeat};
    const auto effect = wire.changes_something ? Effect::possible : Effect::none;

    if (auto used = request.fresh_connection ? nullptr : pool_.take(*endpoint)) {
      auto done = co_await exchange(*used, wire, deadline, options_.phases.first_byte);
      if (!may_be_sent_again(done, effect)) {
        co_return settle(system, effect, std::move(used), std::move(done));
      }
    }
    const auto connect_by = deadline.or_within(options_.phases.connect);
    auto fresh = co_await open(system, *endpoint, connect_by);
    if (!fresh) co_return fresh.error();
    auto done = co_await exchange(**fresh, wire, deadline, options_.phases.first_byte);
    co_return settle(system, effect, std::move(*fresh), std::move(done));
  }

 private:
  using Opened = std::unique_ptr<Connection>;

  asio::awaitable<Expected<Opened>> open(std::string system, Endpoint endpoint, Deadline deadline) {
    TcpStream tcp{executor_};
    const auto connected = co_await connect_tcp(system, tcp, endpoint, options_.proxies, deadline);
    if (!connected) co_return connected.error();
    if (!endpoint.encrypted) {
      co_return std::make_unique<Connection>(Connection{std::move(endpoint), std::move(tcp)});
    }
    TlsStream tls{std::move(tcp), options_.authorities.tls_context()};
    const auto trusted = co_await handshake_tls(system, tls, endpoint.host, deadline);
    if (!trusted) co_return trusted.error();
    co_return std::make_unique<Connection>(Connection{std::move(endpoint), std::move(tls)});
  }

  Expected<Response> settle(const std::string& system, Effect effect, Opened connection,
                            Exchange done) {
    if (done.error) return transport_error(system, done.error, done.stage, done.limit, effect);
    if (done.reusable) pool_.keep(std::move(connection));
    return std::move(done.response);
  }

  static Error named(const std::string& system, Error error) {
    error.what = system + ": " + error.what;
    return error;
  }

  asio::any_io_executor executor_;
  Options options_;
  ConnectionPool pool_;
};

}  // namespace

std::unique_ptr<Client> create_client(asio::any_io_executor executor, Options options) {
  return std::make_unique<BeastClient>(std::move(executor), std::move(options));
}

}  // namespace latchkey::http
