#pragma once

#include "adapters/http/connect.hpp"
#include "adapters/http/endpoint.hpp"

#include <chrono>
#include <variant>

namespace latchkey::http {

/// One HTTP/1.1 connection: one request at a time, and perhaps many in turn.
struct Connection {
  /// Where it leads; of the target it knows nothing.
  Endpoint endpoint;
  std::variant<TcpStream, TlsStream> stream;
  std::chrono::steady_clock::time_point idle_since = {};

  [[nodiscard]] TcpStream& tcp();
};

/// Has the other side neither closed this connection nor said anything since it became idle?
/// Costs one system call. A "yes" can be overtaken by a close that is on its way.
bool is_still_open(Connection& connection);

}  // namespace latchkey::http
