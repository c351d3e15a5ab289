#pragma once

#include "adapters/http/connection.hpp"
#include "adapters/http/http_client.hpp"
#include "adapters/http/transport_error.hpp"
#include "core/base/wipe.hpp"

#include <boost/asio/awaitable.hpp>
#include <boost/system/error_code.hpp>

#include <chrono>
#include <string>

namespace latchkey::http {

/// A request as it goes over the wire. Its head, which may hold a credential, is wiped at its end.
struct WireRequest {
  ~WireRequest() { wipe(head); }

  std::string head;
  std::string body;
  bool changes_something = false;
};

/// What became of one request on one connection.
struct Exchange {
  /// Set where it failed; `stage` then says how far it had come.
  boost::system::error_code error = {};
  Stage stage = Stage::sending;
  /// Has anything of an answer come?
  bool answer_began = false;
  /// The whole answer, where it did not fail.
  Response response = {};
  /// May the connection be used again? Only then was nothing left over on it.
  bool reusable = false;
};

/// Sends the request and reads the answer. The arguments outlive the call.
boost::asio::awaitable<Exchange> exchange(Connection& connection, const WireRequest& request,
                                          std::chrono::steady_clock::time_point deadline);

}  // namespace latchkey::http
