#pragma once

#include <boost/asio/ip/tcp.hpp>

#include <optional>
#include <string>

namespace latchkey {

/// "127.0.0.1:9464", "[::1]:9464" or "localhost:9464"; port 0 is one that the kernel picks. Nothing
/// for anything else, names of hosts too: what they mean may change.
std::optional<boost::asio::ip::tcp::endpoint> parse_listen_address(const std::string& text);

}  // namespace latchkey
