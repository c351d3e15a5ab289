#pragma once

#include "adapters/http/transport_error.hpp"
#include "core/base/expected.hpp"
#include "tests/doubles/await.hpp"
#include "tests/doubles/loopback_server.hpp"
#include "tests/doubles/scripted_http_client.hpp"

#include <boost/asio/error.hpp>
#include <boost/asio/io_context.hpp>
#include <boost/beast/core/error.hpp>
#include <boost/system/error_code.hpp>

#include <chrono>
#include <string>
#include <utility>
#include <vector>

namespace latchkey::doctor {

/// A system's answer to every question, whatever it is.
using Answer = Expected<http::Response>;

/// What `ask` makes of a client that answers every question so: with the adapters' own words, which
/// are what a person reads.
template <class Ask>
auto where_all_answers_are(const Answer& answer, const Ask& ask) {
  doubles::ScriptedHttpClient http;
  http.always("", answer);
  return ask(http);
}

/// As `http::Client` has it where a connection ends so.
inline Error broken(const std::string& system, boost::system::error_code error,
                    http::Stage stage = http::Stage::connecting) {
  return http::transport_error(system, error, stage, http::Deadline{std::chrono::seconds{10}},
                               http::Effect::none);
}

/// As `http::Client` has it where nobody we trust has signed a certificate.
inline Error distrusted(const std::string& system) {
  const doubles::LoopbackServer server{{doubles::json(200, "{}")}, doubles::Certificate::good};
  boost::asio::io_context io;
  const auto client = http::create_client(io.get_executor(), {});
  http::Request request{.url = server.url()};
  auto sending = client->send(system, std::move(request));
  return doubles::await(std::move(sending), io).error();
}

struct Failure {
  std::string what;
  Answer answer;
};

/// What any system over HTTP may do instead of answering.
inline std::vector<Failure> usual_failures(const std::string& system) {
  return {{"refuses the connection", broken(system, boost::asio::error::connection_refused)},
          {"has a name that nobody knows", broken(system, boost::asio::error::host_not_found)},
          {"has a certificate that nobody signed", distrusted(system)},
          {"hangs", broken(system, boost::beast::error::timeout, http::Stage::awaiting_answer)},
          {"was asked too much", doubles::json_response(429, "{}", {{"Retry-After", "120"}})},
          {"is in trouble", doubles::html_response(502, "<html>Bad gateway</html>")},
          {"is something else", doubles::html_response(200, "<html>Welcome to nginx!</html>")}};
}

}  // namespace latchkey::doctor
