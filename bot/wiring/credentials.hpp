#pragma once

#include "adapters/http/http_client.hpp"
#include "adapters/http/renewing_client.hpp"
#include "bot/wiring/secrets.hpp"
#include "core/base/secret.hpp"

#include <boost/asio/awaitable.hpp>

#include <chrono>
#include <functional>
#include <memory>
#include <string>
#include <vector>

namespace latchkey {

/// One system's secret, and the client that its adapter is given.
struct Credential {
  Secret secret;
  http::Client& http;
};

/// The credentials of web APIs: each is resolved at the start, and once more where it is refused.
class Credentials {
 public:
  /// Both outlive it. `http` is asked where a secret has to be read again.
  Credentials(http::Client& http, Secrets& secrets);

  /// The credential that `header` carries to a system, written by `value`, over the client for that
  /// system, which outlives this object. Throws `StartError` where it cannot be resolved. Its
  /// client lives as long as this object.
  Credential open(http::Client& system, const std::string& configured, std::string header,
                  std::function<std::string(const Secret&)> value);

  /// Resolves each once more, one after the other, `within` so long each. One that cannot be
  /// resolved stays as it was, and the log says so.
  boost::asio::awaitable<void> renew(std::chrono::milliseconds within);

 private:
  http::Client& http_;
  Secrets& secrets_;
  std::vector<std::unique_ptr<http::RenewingClient>> clients_;
};

}  // namespace latchkey
