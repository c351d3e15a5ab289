#pragma once

#include "tests/bench/peers/endpoint/http_messages.hpp"
#include "tests/bench/peers/endpoint/rounds.hpp"

#include <chrono>
#include <cstddef>
#include <string>

namespace latchkey::bench {

/// What stands behind Latchkey: the mail log, GitLab's users, and a site's accounts. Everybody has
/// an account, and got the mail of a password reset on the first site an hour ago. What can take
/// two questions takes two: a mail log has a second page, and GitLab's search finds somebody else
/// as well, whose further addresses it does not tell.
class Upstreams {
 public:
  /// Before each answer. Forgets what has been asked so far.
  void be_slow(std::chrono::milliseconds delay);

  HttpAnswer mailgun(const HttpRequest& request);
  HttpAnswer gitlab(const HttpRequest& request);
  HttpAnswer accounts(const HttpRequest& request);

  [[nodiscard]] std::size_t questions() const { return questions_; }
  [[nodiscard]] std::size_t longest_chain() const { return rounds_.longest(); }

 private:
  HttpAnswer in_a_while(std::string body, unsigned status = 200);

  std::chrono::milliseconds delay_{0};
  std::size_t questions_ = 0;
  Rounds rounds_;
};

}  // namespace latchkey::bench
