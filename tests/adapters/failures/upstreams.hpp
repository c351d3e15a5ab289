#pragma once

#include "adapters/http/http_client.hpp"
#include "core/base/error.hpp"
#include "core/base/expected.hpp"
#include "tests/doubles/loopback_server.hpp"

#include <boost/asio/io_context.hpp>

#include <chrono>
#include <functional>
#include <optional>
#include <ostream>
#include <string>
#include <vector>

namespace latchkey::failures {

/// One call of an adapter, how its system answers when all is well, and what that takes.
struct Upstream {
  /// CamelCase, for the test's name.
  std::string name;
  /// As its errors name it.
  std::string system;
  /// What one call asks, in order: of each question, its column in the table.
  std::vector<std::string> questions = {"data"};
  /// How the request begins that must not be acted on twice ("POST "); empty: all may be.
  std::string once = {};
  /// Is it told how long by `Retry-After` alone?
  bool reads_retry_after_alone = false;
  std::function<doubles::Reaction(const doubles::ReceivedRequest&, const std::string& url)>
      healthy = {};
  /// What came of it: an error, or else the answer in a word where it is not sure ("unproven").
  struct Outcome {
    std::optional<Error> error = {};
    std::string word = "fine";
  };
  std::function<Outcome(http::Client&, boost::asio::io_context&, std::string url,
                        std::chrono::milliseconds deadline)>
      ask = {};
};

/// For GoogleTest, which would print its bytes.
inline void PrintTo(const Upstream& upstream, std::ostream* out) {
  *out << upstream.name;
}

template <class T>
Upstream::Outcome outcome_of_call(const Expected<T>& result) {
  if (result) return {};
  return {.error = result.error()};
}

/// The calls of the adapters that speak HTTP. A new one is added to these, and meets every fault.
const std::vector<Upstream>& upstreams();

/// What doctor asks that nobody else does.
std::vector<Upstream> doctor_upstreams();
std::vector<Upstream> pagerduty_upstreams();
std::vector<Upstream> slack_upstreams();

}  // namespace latchkey::failures
