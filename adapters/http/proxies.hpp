#pragma once

#include "adapters/http/proxy_settings.hpp"

#include <functional>
#include <memory>
#include <optional>

namespace latchkey::http {

/// The proxy settings of a program, which may be exchanged while it runs: copies share what was
/// read last. For one thread.
class Proxies {
 public:
  /// Nothing where they cannot be read now.
  using ReadAgain = std::function<std::optional<ProxySettings>()>;

  /// No proxy, for good.
  Proxies();
  Proxies(ProxySettings settings, ReadAgain read_again);

  /// As of now. Who holds them goes on with them when others are read.
  [[nodiscard]] std::shared_ptr<const ProxySettings> now() const;
  /// Reads them again; where they cannot be read, they stay as they were.
  void renew() const;
  /// For whom the proxy of `used` refused: reads them again, unless that was done since. Null where
  /// the proxy and its password are still the same.
  [[nodiscard]] std::shared_ptr<const ProxySettings> other_than(const ProxySettings& used) const;

 private:
  struct Shared;
  std::shared_ptr<Shared> shared_;
};

}  // namespace latchkey::http
