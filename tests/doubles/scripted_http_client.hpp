#pragma once

#include "adapters/http/http_client.hpp"

#include <gtest/gtest.h>
#include <boost/asio/awaitable.hpp>

#include <deque>
#include <string>
#include <utility>
#include <vector>

namespace latchkey::doubles {

/// An HTTP client that gives the answers it was told to, and remembers what it was asked. Each
/// answer is for requests whose method and URL contain its text ("GET", "/events?"), the first
/// that fits and is unused is taken; a request without one fails the test.
class ScriptedHttpClient final : public http::Client {
 public:
  /// Answers one request.
  void answer(std::string fits, Expected<http::Response> with) {
    script_.push_back({std::move(fits), std::move(with), false});
  }
  /// Answers every request that no other answer fits.
  void always(std::string fits, Expected<http::Response> with) {
    script_.push_back({std::move(fits), std::move(with), true});
  }

  boost::asio::awaitable<Expected<http::Response>> send(std::string system,
                                                        http::Request request) override {
    systems_.push_back(std::move(system));
    requests_.push_back(std::move(request));
    co_return take(requests_.back());
  }

  [[nodiscard]] const std::vector<http::Request>& requests() const { return requests_; }
  [[nodiscard]] const std::vector<std::string>& systems() const { return systems_; }
  /// Answers that nobody asked for.
  [[nodiscard]] std::size_t unused() const {
    std::size_t count = 0;
    for (const auto& step : script_) count += step.always ? 0 : 1;
    return count;
  }

 private:
  struct Step {
    std::string fits;
    Expected<http::Response> with;
    bool always;
  };

  static std::string word(http::Method method) {
    if (method == http::Method::remove) return "DELETE ";
    if (method == http::Method::put) return "PUT ";
    return method == http::Method::get ? "GET " : "POST ";
  }

  Expected<http::Response> take(const http::Request& request) {
    const auto line = word(request.method) + request.url;
    for (auto step = script_.begin(); step != script_.end(); ++step) {
      if (line.find(step->fits) == std::string::npos) continue;
      auto with = step->with;
      if (!step->always) script_.erase(step);
      return with;
    }
    ADD_FAILURE() << "no answer scripted for " << line;
    return Error{ErrorKind::unreachable, "nothing scripted"};
  }

  std::deque<Step> script_;
  std::vector<http::Request> requests_;
  std::vector<std::string> systems_;
};

/// A JSON answer.
inline http::Response json_response(int status, std::string body, http::Headers headers = {}) {
  headers.emplace_back("Content-Type", "application/json");
  return {status, std::move(headers), std::move(body)};
}

/// A web page.
inline http::Response html_response(int status, std::string body, http::Headers headers = {}) {
  headers.emplace_back("Content-Type", "text/html; charset=utf-8");
  return {status, std::move(headers), std::move(body)};
}

}  // namespace latchkey::doubles
