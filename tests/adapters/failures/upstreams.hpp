#pragma once

#include "adapters/http/http_client.hpp"
#include "core/base/error.hpp"
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
  /// How many questions one call asks.
  int questions = 1;
  /// Is the first question for the page of a form, and the second the form?
  bool sends_form = false;
  /// Does the call take a row away there, or put one there?
  bool changes_rows = false;
  /// Does the call wait where it was asked too much?
  bool waits_for_limits = true;
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

/// The calls of the adapters that speak HTTP. A new one is added here, and meets every fault. Not
/// here are Slack's Web API, which says everything in words of its own (web_api_error_test.cpp),
/// and what of PagerDuty's may not be said twice (pagerduty_incidents_test.cpp).
const std::vector<Upstream>& upstreams();

}  // namespace latchkey::failures
