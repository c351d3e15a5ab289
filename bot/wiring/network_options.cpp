#include "bot/wiring/network_options.hpp"

#include "adapters/secrets/local_secret.hpp"
#include "adapters/secrets/op_reference.hpp"
#include "bot/wiring/read_config.hpp"
#include "bot/wiring/start_error.hpp"

#include <spdlog/spdlog.h>

#include <cstdlib>
#include <functional>
#include <optional>
#include <stdexcept>
#include <string>
#include <utility>
#include <vector>

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

http::ProxySettings proxy_settings() {
  auto proxies = http::read_proxy_settings(proxy_variable);
  if (!proxies) throw StartError(2, proxies.error().what);
  return *std::move(proxies);
}

/// A proxy's password may be exchanged while the program runs.
http::Proxies proxies() {
  return {proxy_settings(), []() -> std::optional<http::ProxySettings> {
            try {
              return proxy_settings();
            } catch (const StartError& unusable) {
              spdlog::warn("Not resolved again: {}", unusable.what());
              return std::nullopt;
            }
          }};
}

/// What can be used, and a sentence for each part that cannot.
struct Network {
  http::Options options = {};
  std::vector<std::string> problems = {};
};

Network read_network(const TlsConfig& tls) {
  Network network;
  const auto attempt = [&](const std::function<void()>& step) {
    try {
      step();
    } catch (const std::runtime_error& unusable) {
      network.problems.emplace_back(unusable.what());
    }
  };
  attempt([&] { network.options.proxies = proxies(); });
  http::ClientCertificate ours;
  attempt([&] { ours = http::ClientCertificate{tls.cert_file, tls.key_file}; });
  attempt([&] {
    network.options.authorities = http::TrustedAuthorities{tls.ca_file, std::move(ours)};
  });
  return network;
}

}  // namespace

http::Options network_options(const Config& config) {
  auto network = read_network(config.tls);
  if (!network.problems.empty()) throw StartError(2, join_lines(network.problems));
  if (!network.options.proxies.now()->proxy && (is_set("HTTP_PROXY") || is_set("http_proxy"))) {
    spdlog::warn("HTTP_PROXY is not used, since nothing leaves unencrypted: set HTTPS_PROXY");
  }
  return std::move(network.options);
}

std::vector<std::string> network_problems(const Config& config) {
  return read_network(config.tls).problems;
}

}  // namespace latchkey
