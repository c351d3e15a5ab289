#include "bot/wiring/network_options.hpp"

#include "adapters/secrets/local_secret.hpp"
#include "adapters/secrets/op_reference.hpp"
#include "bot/wiring/start_error.hpp"

#include <spdlog/spdlog.h>

#include <cstdlib>
#include <optional>
#include <stdexcept>
#include <string>
#include <utility>

namespace latchkey {

namespace {

bool is_set(const char* name) {
  return std::getenv(name) != nullptr;
}

/// A proxy's URL holds its password, so the variable may say instead where that URL is.
std::optional<Secret> proxy_variable(const char* name) {
  const char* value = std::getenv(name);
  if (value == nullptr) return std::nullopt;
  if (secrets::is_op_reference(value)) {
    throw StartError(
        2, std::string{name} + ": expected a proxy's URL, env:NAME, file:PATH or credential:NAME");
  }
  if (!secrets::is_local_reference(value)) return Secret{value};
  auto url = secrets::resolve_local(value);
  if (!url) throw StartError(2, std::string{name} + ": " + url.error().what);
  return *std::move(url);
}

}  // namespace

http::Options network_options(const Config& config) {
  auto proxies = http::read_proxy_settings(proxy_variable);
  if (!proxies) throw StartError(2, proxies.error().what);
  if (!proxies->proxy && (is_set("HTTP_PROXY") || is_set("http_proxy"))) {
    spdlog::warn("HTTP_PROXY is not used, since nothing leaves unencrypted: set HTTPS_PROXY");
  }
  try {
    http::ClientCertificate ours{config.tls.cert_file, config.tls.key_file};
    return {.authorities = http::TrustedAuthorities{config.tls.ca_file, std::move(ours)},
            .proxies = std::move(*proxies)};
  } catch (const std::runtime_error& unusable) {
    throw StartError(2, unusable.what());
  }
}

}  // namespace latchkey
