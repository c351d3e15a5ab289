#pragma once

#include "adapters/http/http_client.hpp"
#include "core/base/expected.hpp"

#include <boost/asio/awaitable.hpp>

#include <chrono>
#include <string>
#include <vector>

namespace latchkey::secrets {

/// What a 1Password Connect says of itself.
struct ConnectHealth {
  /// "1.7.3".
  std::string version;
  /// Those of its parts that do not work, with what it says of them: "sync: ERROR, no route".
  std::vector<std::string> troubles = {};
};

/// Asks the server at `url` (without a slash at its end) how it is, which takes no token (GET
/// /health). Its part `sync` waits for the first token that it is shown, which is no trouble.
/// Errors as of `http::patient_get` and `http::answer_error`; `misunderstood` where what answers
/// is no 1Password Connect.
/// https://github.com/1Password/connect/blob/main/docs/openapi/spec.yaml
boost::asio::awaitable<Expected<ConnectHealth>> probe_connect(std::string url,
                                                              std::chrono::milliseconds within,
                                                              http::Client& http);

}  // namespace latchkey::secrets
