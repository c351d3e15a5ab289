#pragma once

#include "tests/bench/peers/endpoint/http_messages.hpp"

#include <nlohmann/json.hpp>

#include <string>

namespace latchkey::bench {

/// A Web API call's arguments, from a JSON body or a form: Slack takes both.
class Arguments {
 public:
  explicit Arguments(const HttpRequest& request);

  /// Objects and numbers as JSON text; empty where there is none.
  [[nodiscard]] std::string text(const char* name) const;

 private:
  std::string_view form_;
  nlohmann::json json_;
};

}  // namespace latchkey::bench
