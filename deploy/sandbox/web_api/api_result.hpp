#pragma once
#include "deploy/sandbox/json.hpp"

#include <string>
#include <utility>
#include <vector>

namespace latchkey::sandbox {

/// What a Web API method answers.
struct ApiResult {
  Json body;
  int retry_after = 0;  ///< seconds; above 0 the answer is HTTP 429
};

/// `{"ok": true, ...}`
inline ApiResult api_ok(Json fields = Json::object()) {
  fields["ok"] = true;
  return {std::move(fields)};
}

/// `{"ok": false, "error": ...}` with the details that Slack adds to complaints about arguments.
inline ApiResult api_error(const std::string& code, const std::vector<std::string>& details = {}) {
  Json body{{"ok", false}, {"error", code}};
  if (!details.empty()) body["response_metadata"] = {{"messages", details}};
  return {std::move(body)};
}

inline ApiResult api_rate_limited(int seconds) {
  return {{{"ok", false}, {"error", "ratelimited"}}, seconds};
}

}  // namespace latchkey::sandbox
