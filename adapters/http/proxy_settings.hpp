#pragma once

#include "adapters/http/endpoint.hpp"
#include "adapters/http/no_proxy.hpp"
#include "core/base/expected.hpp"
#include "core/base/secret.hpp"

#include <cstdint>
#include <functional>
#include <optional>
#include <string>

namespace latchkey::http {

/// A proxy that opens tunnels (CONNECT; RFC 9110, 9.3.6).
struct Proxy {
  std::string host;
  std::uint16_t port = 80;
  /// The value of `Proxy-Authorization`; empty where the URL names no user.
  Secret authorization = {};
  /// The environment variable that names it, for those who have to mend it.
  std::string variable;
};

/// How encrypted connections leave. Unencrypted ones lead to this machine only, and directly.
struct ProxySettings {
  std::optional<Proxy> proxy = {};
  NoProxy no_proxy = {};

  /// The proxy on the way to `endpoint`; null where the way is direct.
  [[nodiscard]] const Proxy* on_the_way_to(const Endpoint& endpoint) const;
};

/// Is the way through a proxy the same in both, password included?
bool same_proxy(const ProxySettings& a, const ProxySettings& b);

/// Gives the value of an environment variable, which may hold a password; nothing where there is
/// none.
using Environment = std::function<std::optional<Secret>(const char* name)>;

/// Reads `HTTPS_PROXY`, or else `ALL_PROXY`, and `NO_PROXY`, as curl does: the lower-case name of
/// each wins, and an empty value counts as none. `HTTP_PROXY` is not asked, for it is meant for
/// `http://` URLs. A proxy is "http://USER:PASSWORD@HOST:PORT"; scheme, user and port (80) may be
/// missing, special characters are percent-encoded. `invalid` where it is anything else: the
/// sentence names the variable and never repeats its value, which may hold a password.
Expected<ProxySettings> read_proxy_settings(const Environment& environment);

}  // namespace latchkey::http
