#pragma once
#include "deploy/sandbox/http_message.hpp"
#include "deploy/sandbox/json.hpp"

#include <optional>
#include <string>

namespace latchkey::sandbox {

/// The arguments of one Web API call, wherever they stood: query, form or JSON body.
class Arguments {
 public:
  /// Reads them from `request`. A JSON body counts only where the method accepts one. Returns
  /// Slack's error code where the body cannot be read at all.
  static std::optional<std::string> read(const HttpRequest& request, bool accepts_json,
                                         Arguments& arguments);

  [[nodiscard]] const Json& all() const { return values_; }
  bool has(const char* key) const { return !text(key).empty() || is_structured(key); }
  std::string text(const char* key) const;
  /// A structured argument; forms carry it as a JSON text. Null where missing or broken.
  Json structured(const char* key) const;
  bool flag(const char* key) const;
  int number(const char* key, int otherwise) const;

 private:
  bool is_structured(const char* key) const;

  Json values_ = Json::object();
};

}  // namespace latchkey::sandbox
