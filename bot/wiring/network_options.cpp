#include "bot/wiring/network_options.hpp"

#include "bot/wiring/start_error.hpp"

#include <cstdlib>
#include <optional>
#include <stdexcept>
#include <string>
#include <utility>

namespace latchkey {

http::Options network_options(const Config& config) {
  auto proxies = http::read_proxy_settings([](const char* name) -> std::optional<std::string> {
    const char* value = std::getenv(name);
    if (value == nullptr) return std::nullopt;
    return value;
  });
  if (!proxies) throw StartError(2, proxies.error().what);
  try {
    return {.authorities = http::TrustedAuthorities{config.tls.ca_file},
            .proxies = std::move(*proxies)};
  } catch (const std::runtime_error& unreadable) {
    throw StartError(2, unreadable.what());
  }
}

}  // namespace latchkey
