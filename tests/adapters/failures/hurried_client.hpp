#pragma once

#include "adapters/http/http_client.hpp"

#include <algorithm>
#include <chrono>
#include <string>
#include <utility>

namespace latchkey::failures {

/// Calls to Slack have a deadline of their own, which is longer than any test.
class HurriedClient final : public http::Client {
 public:
  HurriedClient(http::Client& inner, std::chrono::milliseconds deadline)
      : inner_(inner), deadline_(deadline) {}

  boost::asio::awaitable<Expected<http::Response>> send(std::string system,
                                                        http::Request request) override {
    request.deadline = std::min(request.deadline, deadline_);
    co_return co_await inner_.send(std::move(system), std::move(request));
  }

 private:
  http::Client& inner_;
  std::chrono::milliseconds deadline_;
};

}  // namespace latchkey::failures
