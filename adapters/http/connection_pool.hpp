#pragma once

#include "adapters/http/connection.hpp"

#include <chrono>
#include <cstddef>
#include <memory>
#include <vector>

namespace latchkey::http {

/// Connections that wait for their next request. There is no timer: what has waited too long is
/// closed when somebody asks next, for whatever endpoint.
class ConnectionPool {
 public:
  /// A Node server closes what was idle for 5 s (`server.keepAliveTimeout`), the shortest time
  /// among common servers: a request must not meet that close on its way.
  static constexpr std::chrono::seconds k_longest_idle{4};
  /// As many as one system may be asked over at a time (`InFlightLimit`): with fewer, each of
  /// twenty diagnoses in a row would open some anew, and wait for it. Each costs a descriptor, over
  /// TLS some 50 KB, until they have grown old.
  static constexpr std::size_t k_most_idle_per_endpoint = 256;

  explicit ConnectionPool(std::chrono::steady_clock::duration longest_idle = k_longest_idle)
      : longest_idle_(longest_idle) {}

  /// The one to `endpoint` that was used last and is still open: the others get the chance to grow
  /// old. Null where there is none.
  std::unique_ptr<Connection> take(const Endpoint& endpoint);

  /// Keeps a connection whose last answer was read whole.
  void keep(std::unique_ptr<Connection> connection);

 private:
  void close_old();

  std::chrono::steady_clock::duration longest_idle_;
  /// In the order in which they became idle.
  std::vector<std::unique_ptr<Connection>> idle_;
};

}  // namespace latchkey::http
