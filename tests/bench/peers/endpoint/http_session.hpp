#pragma once

#include "tests/bench/peers/endpoint/endpoint.hpp"

#include <boost/asio/awaitable.hpp>
#include <boost/asio/ip/tcp.hpp>

namespace latchkey::bench {

/// Answers one connection's requests until it ends or becomes a Socket Mode connection.
boost::asio::awaitable<void> serve_http(boost::asio::ip::tcp::socket socket, Endpoint& endpoint);

}  // namespace latchkey::bench
