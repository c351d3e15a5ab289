#pragma once

#include "adapters/http/connect.hpp"
#include "adapters/http/proxy_settings.hpp"
#include "core/base/expected.hpp"

#include <boost/asio/awaitable.hpp>

#include <string>

namespace latchkey::http {

/// Asks the proxy at the other end of `stream` for a tunnel to `endpoint`, whose name the proxy
/// resolves; after that, `stream` leads there. The deadline is the stream's own. Every error names
/// the proxy and what to do: `refused` where it wants another password, or one at all (407),
/// `timed_out`, and `unreachable` for everything else, since nothing of a request has left.
/// `stream` and `proxy` outlive the call.
boost::asio::awaitable<Expected<void>> open_tunnel(std::string system, TcpStream& stream,
                                                   const Proxy& proxy, Endpoint endpoint);

/// "the proxy proxy.example:3128".
std::string words_for(const Proxy& proxy);

}  // namespace latchkey::http
