#pragma once

#include "adapters/http/connection.hpp"
#include "adapters/http/deadline.hpp"
#include "adapters/http/http_client.hpp"
#include "adapters/http/transport_error.hpp"
#include "core/base/wipe.hpp"

#include <boost/asio/awaitable.hpp>
#include <boost/system/error_code.hpp>

#include <chrono>
#include <string>

namespace latchkey::http {

/// A request as it goes over the wire. Its text, which may hold a credential, is wiped at its end.
struct WireRequest {
  ~WireRequest() { wipe(text); }

  std::string text;
  bool changes_something = false;
};

/// What became of one request on one connection.
struct Exchange {
  /// Set where it failed; `stage` then says how far it had come.
  boost::system::error_code error = {};
  Stage stage = Stage::sending;
  /// What held in that stage.
  Deadline limit;
  /// The whole answer, where it did not fail.
  Response response = {};
  /// May the connection be used again? Only then was nothing left over on it.
  bool reusable = false;
};

/// Sends the request and reads the answer within `whole`; where nothing can have changed, the
/// answer must begin within `first_byte`, too. The connection and the request outlive the call.
boost::asio::awaitable<Exchange> exchange(Connection& connection, const WireRequest& request,
                                          Deadline whole, std::chrono::milliseconds first_byte);

}  // namespace latchkey::http
