#pragma once

#include "core/base/expected.hpp"

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace latchkey::http {

/// Where a URL leads, taken apart once and checked.
struct Endpoint {
  bool encrypted = true;
  /// A name or an address, IPv6 without its brackets.
  std::string host;
  std::uint16_t port = 443;
  /// What goes into the `Host` header: with the port where it is not the scheme's own.
  std::string authority;
  /// Path and query, at least "/".
  std::string target;
};

/// 1 to 65535 in decimal digits and nothing else; otherwise nothing.
std::optional<std::uint16_t> port_number(std::string_view digits);

/// Is this 127.0.0.0/8, ::1 or "localhost"? Only there may anything go unencrypted.
bool is_loopback(std::string_view host);

/// Takes an `https://` URL apart, or an `http://` one to a loopback host. Everything else is
/// `invalid`, user names and passwords in it too: they would end up in logs. The error's sentence
/// does not repeat the URL, whose query may hold an address.
Expected<Endpoint> http_endpoint(std::string_view url);

/// The same for `wss://` and `ws://`.
Expected<Endpoint> websocket_endpoint(std::string_view url);

}  // namespace latchkey::http
