#include "adapters/http/connect.hpp"

#include "adapters/http/as_tuple.hpp"
#include "adapters/http/transport_error.hpp"
#include "adapters/http/tunnel.hpp"

#include <openssl/err.h>
#include <openssl/x509_vfy.h>
#include <boost/asio/ip/tcp.hpp>
#include <boost/asio/ssl/host_name_verification.hpp>
#include <boost/asio/steady_timer.hpp>
#include <boost/asio/this_coro.hpp>

#include <algorithm>
#include <memory>
#include <optional>
#include <vector>

namespace latchkey::http {
namespace {

namespace asio = boost::asio;
using asio::ip::tcp;
using boost::system::error_code;

/// One look-up that may outlive its asker: the system's resolver cannot be interrupted, and a
/// deadline must hold all the same.
struct LookUp {
  explicit LookUp(const asio::any_io_executor& executor) : resolver(executor), done(executor) {}
  tcp::resolver resolver;
  asio::steady_timer done;
  std::optional<error_code> outcome;
  std::vector<tcp::endpoint> addresses;
};

asio::awaitable<error_code> resolve(std::string host, std::uint16_t port, Deadline deadline,
                                    std::vector<tcp::endpoint>& addresses) {
  error_code not_an_address;
  const auto address = asio::ip::make_address(host, not_an_address);
  if (!not_an_address) {
    addresses.emplace_back(address, port);
    co_return error_code{};
  }
  auto look_up = std::make_shared<LookUp>(co_await asio::this_coro::executor);
  look_up->done.expires_at(deadline.at());
  look_up->resolver.async_resolve(
      host, std::to_string(port), tcp::resolver::numeric_service,
      [look_up](error_code error, const tcp::resolver::results_type& results) {
        look_up->outcome = error;
        look_up->addresses.assign(results.begin(), results.end());
        look_up->done.cancel();
      });
  co_await look_up->done.async_wait(k_as_tuple);
  if (!look_up->outcome) co_return boost::beast::error::timeout;
  addresses = look_up->addresses;
  co_return *look_up->outcome;
}

asio::awaitable<error_code> connect_to_one_of(const std::vector<tcp::endpoint>& addresses,
                                              TcpStream& stream, Deadline deadline) {
  stream.expires_at(deadline.at());
  const auto [failed, address] = co_await stream.async_connect(addresses, k_as_tuple);
  error_code ignored;  // only a matter of speed
  if (!failed) stream.socket().set_option(tcp::no_delay{true}, ignored);
  co_return failed;
}

asio::awaitable<Expected<void>> connect_through(const Proxy& proxy, std::string system,
                                                TcpStream& stream, Endpoint endpoint,
                                                Deadline deadline) {
  std::vector<tcp::endpoint> addresses;
  auto failed = co_await resolve(proxy.host, proxy.port, deadline, addresses);
  if (!failed) failed = co_await connect_to_one_of(addresses, stream, deadline);
  if (failed) {
    auto error =
        transport_error(system + ": " + words_for(proxy), failed, Stage::connecting, deadline);
    error.what += "; it is named in " + proxy.variable;
    co_return error;
  }
  co_return co_await open_tunnel(system, stream, proxy, endpoint);
}

/// With OpenSSL's reason why the certificate was not accepted, or the plain error's text.
Error handshake_failed(const std::string& system, TlsStream& stream, error_code error) {
  Error failed{.kind = ErrorKind::unreachable, .what = system + ": "};
  const long verified = SSL_get_verify_result(stream.native_handle());
  if (verified == X509_V_OK) {
    failed.what += "no TLS connection: " + error.message();
  } else {
    failed.what += "the certificate was not accepted: ";
    failed.what += X509_verify_cert_error_string(verified);
    failed.reason = ErrorReason::certificate_not_accepted;
  }
  return failed;
}

/// `refused` where a proxy wants another password, or one at all.
asio::awaitable<Expected<void>> connect_by(const ProxySettings& settings, std::string system,
                                           TcpStream& stream, Endpoint endpoint,
                                           Deadline deadline) {
  if (const Proxy* proxy = settings.on_the_way_to(endpoint)) {
    co_return co_await connect_through(*proxy, system, stream, endpoint, deadline);
  }
  std::vector<tcp::endpoint> addresses;
  const auto not_resolved = co_await resolve(endpoint.host, endpoint.port, deadline, addresses);
  if (not_resolved) co_return transport_error(system, not_resolved, Stage::connecting, deadline);
  const bool local = std::all_of(addresses.begin(), addresses.end(), [](const auto& address) {
    return address.address().is_loopback();
  });
  if (!endpoint.encrypted && !local) {
    co_return Error{
        .kind = ErrorKind::invalid,
        .what = system + ": the URL is not encrypted and does not lead to this machine"};
  }
  const auto not_connected = co_await connect_to_one_of(addresses, stream, deadline);
  if (not_connected) co_return transport_error(system, not_connected, Stage::connecting, deadline);
  co_return Expected<void>{};
}

}  // namespace

asio::awaitable<Expected<void>> connect_tcp(std::string system, TcpStream& stream,
                                            Endpoint endpoint, const Proxies& proxies,
                                            Deadline deadline) {
  const auto settings = proxies.now();
  auto connected = co_await connect_by(*settings, system, stream, endpoint, deadline);
  if (connected || connected.error().kind != ErrorKind::refused) co_return connected;
  if (const auto others = proxies.other_than(*settings)) {
    stream.close();
    connected = co_await connect_by(*others, system, stream, endpoint, deadline);
  }
  // It is the proxy that refuses; of the system nothing is known.
  if (!connected && connected.error().kind == ErrorKind::refused) {
    auto error = connected.error();
    error.kind = ErrorKind::unreachable;
    co_return error;
  }
  co_return connected;
}

asio::awaitable<Expected<void>> handshake_tls(std::string system, TlsStream& stream,
                                              std::string host, Deadline deadline) {
  error_code not_an_address;
  asio::ip::make_address(host, not_an_address);
  // RFC 6066, 3: the name is not sent where the host is an address.
  if (not_an_address) SSL_set_tlsext_host_name(stream.native_handle(), host.c_str());
  stream.set_verify_callback(asio::ssl::host_name_verification{host});
  const auto [error] = co_await stream.async_handshake(asio::ssl::stream_base::client, k_as_tuple);
  if (error == boost::beast::error::timeout || !words_on_our_certificate(error).empty()) {
    co_return transport_error(system, error, Stage::connecting, deadline);
  }
  if (error) co_return handshake_failed(system, stream, error);
  co_return Expected<void>{};
}

}  // namespace latchkey::http
