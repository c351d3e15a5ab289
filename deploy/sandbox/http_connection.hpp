#pragma once
#include "deploy/sandbox/sandbox.hpp"

#include <boost/asio/awaitable.hpp>
#include <boost/asio/ip/tcp.hpp>

namespace latchkey::sandbox {

/// Serves one connection until it ends: requests one after another, or one Socket Mode connection
/// (/link/), or one page's stream of events (/sandbox/stream).
boost::asio::awaitable<void> serve_connection(boost::asio::ip::tcp::socket socket,
                                              Sandbox& sandbox);

}  // namespace latchkey::sandbox
