#include "deploy/sandbox/web_api/web_api.hpp"

#include "deploy/sandbox/timestamps.hpp"
#include "deploy/sandbox/web_api/methods.hpp"

#include <spdlog/spdlog.h>

#include <algorithm>

namespace latchkey::sandbox {
namespace {

constexpr std::size_t k_remembered_calls = 1000;  // enough for one test; the oldest fall off

std::string joined(const std::vector<std::string>& words) {
  std::string text;
  for (const auto& word : words) text += (text.empty() ? "" : ",") + word;
  return text;
}

/// The token of the call; apps.connections.open takes it from the header only.
std::string token_of(const HttpRequest& request, const Arguments& args, TokenKind kind) {
  const std::string header = request.header("authorization");
  if (header.starts_with("Bearer ")) return header.substr(7);
  return kind == TokenKind::app ? std::string{} : args.text("token");
}

/// Slack's objection to the caller, or none.
std::optional<ApiResult> refuse_caller(const SlackState& slack, const Method& method,
                                       const std::string& token) {
  if (method.token == TokenKind::none) return {};
  const auto& app = slack.scenario.app;
  if (token.empty()) return api_error("not_authed");
  const bool is_app_token = token == app.app_token;
  if (!is_app_token && token != app.bot_token) return api_error("invalid_auth");
  if (is_app_token != (method.token == TokenKind::app)) return api_error("not_allowed_token_type");
  const bool is_granted =
      std::string(method.scope).empty() || is_app_token ||
      std::find(app.scopes.begin(), app.scopes.end(), method.scope) != app.scopes.end();
  if (is_granted) return {};
  ApiResult result = api_error("missing_scope");
  result.body["needed"] = method.scope;
  result.body["provided"] = joined(app.scopes);
  return result;
}

ApiResult call(SlackState& slack, const Method& method, const HttpRequest& request) {
  Arguments args;
  const bool accepts_json = method.body == BodyKind::form_or_json;
  const auto unreadable = Arguments::read(request, accepts_json, args);
  if (const auto refusal = refuse_caller(slack, method, token_of(request, args, method.token))) {
    return *refusal;
  }
  if (unreadable) return api_error(*unreadable);
  const int wait =
      slack.rate_limits.take_call(method.name, method.calls_per_minute, slack.scheduler.now());
  if (wait > 0) return api_rate_limited(wait);
  std::vector<std::string> missing;
  for (const char* name : method.required) {
    if (!args.has(name)) missing.push_back(std::string("[ERROR] missing required field: ") + name);
  }
  if (!missing.empty()) return api_error("invalid_arguments", missing);
  ApiResult result = method.answer(slack, args);
  const std::string type = request.header("content-type");
  if (request.media_type() == "application/json" && type.find("charset") == std::string::npos) {
    result.body["warning"] = "missing_charset";
    result.body["response_metadata"]["warnings"] = {"missing_charset"};
  }
  return result;
}

void note_call(SlackState& slack, const std::string& method, const Json& answer) {
  if (slack.api_calls.size() >= k_remembered_calls) slack.api_calls.pop_front();
  Json note{
      {"method", method}, {"ok", flag_at(answer, "ok")}, {"at", slack_ts(slack.scheduler.now())}};
  if (answer.contains("error")) note["error"] = answer.at("error");
  if (!flag_at(answer, "ok")) spdlog::warn("{}: {}", method, to_line(answer));
  slack.api_calls.push_back(std::move(note));
}

}  // namespace

HttpResponse answer_web_api(SlackState& slack, const std::string& method_name,
                            const HttpRequest& request) {
  const Method* method = find_method(method_name);
  ApiResult result;
  if (method == nullptr) {
    result = api_error("unknown_method");
    result.body["req_method"] = method_name;
  } else if (method->token == TokenKind::app && request.method != "POST") {
    result = api_error("insecure_request");
  } else {
    result = call(slack, *method, request);
  }
  note_call(slack, method_name, result.body);
  HttpResponse response = json_response(result.retry_after > 0 ? 429 : 200, result.body);
  if (result.retry_after > 0) response.with("Retry-After", std::to_string(result.retry_after));
  response.with("X-OAuth-Scopes", joined(slack.scenario.app.scopes));
  response.with("X-Slack-Req-Id", "sandbox-" + slack_ts(slack.scheduler.now()));
  return response;
}

}  // namespace latchkey::sandbox
