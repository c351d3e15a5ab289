#pragma once

#include "adapters/http/connect.hpp"
#include "adapters/http/endpoint.hpp"

#include <boost/beast/core/flat_buffer.hpp>

#include <chrono>
#include <variant>

namespace latchkey::http {

/// One HTTP/1.1 connection: one request at a time, and perhaps many in turn.
struct Connection {
  /// Where it leads; of the target it knows nothing.
  Endpoint endpoint;
  std::variant<TcpStream, TlsStream> stream;
  /// Kept between requests for its memory. Bytes that are left in it after an answer were not
  /// asked for.
  boost::beast::flat_buffer read_ahead = {};
  std::chrono::steady_clock::time_point idle_since = {};

  [[nodiscard]] TcpStream& tcp();
};

/// Has the other side neither closed this connection nor said anything since it became idle?
/// Costs one system call. A "yes" can be overtaken by a close that is on its way.
bool is_still_open(Connection& connection);

}  // namespace latchkey::http
