#pragma once

#include "tests/bench/peers/endpoint/arguments.hpp"
#include "tests/bench/peers/endpoint/http_messages.hpp"
#include "tests/bench/peers/endpoint/load.hpp"
#include "tests/bench/peers/endpoint/posted_messages.hpp"

#include <string>
#include <string_view>

namespace latchkey::bench {

/// Slack's Web API, as far as the clients call it. It refuses nothing: strictness is the sandbox's.
class WebApi {
 public:
  /// `authority`: "127.0.0.1:8080".
  WebApi(std::string authority, Load& load) : authority_(std::move(authority)), load_(load) {}

  HttpAnswer call(std::string_view method, const HttpRequest& request);

 private:
  [[nodiscard]] std::string connections_open() const;
  std::string post_message(const Arguments& arguments);
  std::string post_ephemeral(const Arguments& arguments);
  [[nodiscard]] std::string history(const Arguments& arguments) const;
  [[nodiscard]] std::string replies(const Arguments& arguments) const;

  std::string authority_;
  Load& load_;
  PostedMessages messages_;
};

}  // namespace latchkey::bench
