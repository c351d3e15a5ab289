#include "deploy/sandbox/web_api/arguments.hpp"

#include <charconv>

namespace latchkey::sandbox {

std::optional<std::string> Arguments::read(const HttpRequest& request, bool accepts_json,
                                           Arguments& arguments) {
  for (const auto& [name, value] : request.query) arguments.values_[name] = value;
  const std::string type = request.media_type();
  if (request.method == "GET" || request.body.empty()) return {};
  if (type == "application/x-www-form-urlencoded") {
    for (const auto& [name, value] : parse_form(request.body)) arguments.values_[name] = value;
    return {};
  }
  if (type == "application/json") {
    if (!accepts_json) return {};  // as Slack: the body is not looked at
    const Json body = Json::parse(request.body, nullptr, false);
    if (body.is_discarded()) return "invalid_json";
    if (!body.is_object()) return "json_not_object";
    arguments.values_.update(body);
    return {};
  }
  return type.empty() ? "missing_post_type" : "invalid_post_type";
}

bool Arguments::is_structured(const char* key) const {
  const auto found = values_.find(key);
  return found != values_.end() && found->is_structured();
}

std::string Arguments::text(const char* key) const {
  return text_at(values_, key);
}

Json Arguments::structured(const char* key) const {
  if (is_structured(key)) return values_.at(key);
  const Json parsed = Json::parse(text(key), nullptr, false);
  return parsed.is_structured() ? parsed : Json(nullptr);
}

bool Arguments::flag(const char* key) const {
  const std::string written = text(key);
  return flag_at(values_, key) || written == "true" || written == "1";
}

int Arguments::number(const char* key, int otherwise) const {
  const auto found = values_.find(key);
  if (found != values_.end() && found->is_number_integer()) return found->get<int>();
  const std::string written = text(key);
  int value = 0;
  const auto [end, error] = std::from_chars(written.data(), written.data() + written.size(), value);
  return error == std::errc{} && end == written.data() + written.size() ? value : otherwise;
}

}  // namespace latchkey::sandbox
