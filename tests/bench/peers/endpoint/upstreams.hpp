#pragma once

#include "tests/bench/peers/endpoint/http_messages.hpp"

#include <chrono>
#include <string>

namespace latchkey::bench {

/// What stands behind Latchkey: the mail log, GitLab's users, and a site's accounts. Everybody has
/// an account, and got the mail of a password reset on the first site an hour ago.
class Upstreams {
 public:
  /// `origin`: "http://127.0.0.1:8080".
  explicit Upstreams(std::string origin) : origin_(std::move(origin)) {}

  /// Before each answer.
  void be_slow(std::chrono::milliseconds delay) { delay_ = delay; }

  [[nodiscard]] HttpAnswer mailgun(const HttpRequest& request) const;
  [[nodiscard]] HttpAnswer gitlab(const HttpRequest& request) const;
  [[nodiscard]] HttpAnswer accounts(const HttpRequest& request) const;

 private:
  std::string origin_;
  std::chrono::milliseconds delay_{0};
};

}  // namespace latchkey::bench
