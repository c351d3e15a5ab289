#include "bot/wiring/network_options.hpp"

#include "bot/wiring/start_error.hpp"

#include <spdlog/spdlog.h>

#include <cstdlib>
#include <optional>
#include <stdexcept>
#include <string>
#include <utility>

namespace latchkey {

namespace {

std::optional<std::string> from_environment(const char* name) {
  const char* value = std::getenv(name);
  if (value == nullptr) return std::nullopt;
  return value;
}

}  // namespace

http::Options network_options(const Config& config) {
  auto proxies = http::read_proxy_settings(from_environment);
  if (!proxies) throw StartError(2, proxies.error().what);
  if (!proxies->proxy && (from_environment("HTTP_PROXY") || from_environment("http_proxy"))) {
    spdlog::warn("HTTP_PROXY is not used, since nothing leaves unencrypted: set HTTPS_PROXY");
  }
  try {
    return {.authorities = http::TrustedAuthorities{config.tls.ca_file},
            .proxies = std::move(*proxies)};
  } catch (const std::runtime_error& unreadable) {
    throw StartError(2, unreadable.what());
  }
}

}  // namespace latchkey
