#pragma once

#include "adapters/http/deadline.hpp"
#include "adapters/http/endpoint.hpp"
#include "adapters/http/proxies.hpp"
#include "core/base/expected.hpp"

#include <boost/asio/awaitable.hpp>
#include <boost/beast/core/tcp_stream.hpp>
#include <boost/beast/ssl/ssl_stream.hpp>

#include <string>

namespace latchkey::http {

using TcpStream = boost::beast::tcp_stream;
using TlsStream = boost::beast::ssl_stream<TcpStream>;

/// Opens the way to `endpoint` in `stream`: through the proxy that `proxies` sets before it, or
/// directly. A proxy that does not accept our password (407) is asked once more where `proxies`
/// then has another one: nothing of a request has left before. `stream` keeps `deadline` as its
/// own. Unencrypted endpoints are `invalid` where the name leads anywhere but to this machine.
/// `system` names the other side in errors. `stream` and `proxies` outlive the call.
boost::asio::awaitable<Expected<void>> connect_tcp(std::string system, TcpStream& stream,
                                                   Endpoint endpoint, const Proxies& proxies,
                                                   Deadline deadline);

/// Greets with the host's name and verifies that the certificate is trusted and made out to it.
/// `deadline` is the stream's own from `connect_tcp`. `stream` outlives the call.
boost::asio::awaitable<Expected<void>> handshake_tls(std::string system, TlsStream& stream,
                                                     std::string host, Deadline deadline);

}  // namespace latchkey::http
