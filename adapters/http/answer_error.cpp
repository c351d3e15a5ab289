#include "adapters/http/answer_error.hpp"

#include "adapters/http/json_answer.hpp"
#include "adapters/http/origin.hpp"
#include "adapters/http/wait_asked.hpp"

#include <nlohmann/json.hpp>

#include <array>

namespace latchkey::http {
namespace {

using nlohmann::json;

std::string shortened(std::string text) {
  constexpr std::size_t k_words_max = 300;
  if (text.size() <= k_words_max) return text;
  text.resize(k_words_max);
  // A UTF-8 character cut in half is worse than one fewer.
  while (!text.empty() && (static_cast<unsigned char>(text.back()) & 0xC0U) == 0x80U) {
    text.pop_back();
  }
  if (!text.empty() && static_cast<unsigned char>(text.back()) >= 0xC0U) text.pop_back();
  return text + "…";
}

/// A text as it is; an object of texts or lists (GitLab's field errors) as "field: text, text".
std::string flattened(const json& value, int depth = 0) {
  constexpr int k_depth_max = 3;  // GitLab nests two deep; deeper is noise
  if (value.is_string()) return value.get<std::string>();
  if (!value.is_structured() || depth == k_depth_max) return "";
  std::string text;
  for (const auto& item : value.items()) {
    const auto inner = flattened(item.value(), depth + 1);
    if (inner.empty()) continue;
    if (!text.empty()) text += ", ";
    if (value.is_object()) text += item.key() + ": ";
    text += inner;
  }
  return text;
}

std::string json_words(const json& body) {
  constexpr std::array<const char*, 4> k_names = {"message", "error_description", "error", "Error"};
  if (!body.is_object()) return "";
  for (const char* name : k_names) {
    const auto found = body.find(name);
    if (found == body.end()) continue;
    auto text = flattened(*found);
    if (!text.empty()) return text;
  }
  return "";
}

std::string_view status_words(int status) {
  switch (status) {
    case 400: return "bad request";
    case 401: return "unauthorized";
    case 402: return "request failed";
    case 403: return "forbidden";
    case 404: return "not found";
    case 408: return "request timeout";
    case 420:
    case 429: return "too many requests";
    case 500: return "internal error";
    case 502: return "bad gateway";
    case 503: return "unavailable";
    case 504: return "gateway timeout";
    default: return "";
  }
}

ErrorKind kind_of(int status) {
  switch (status) {
    case 400: return ErrorKind::invalid;
    case 401:
    case 402:
    case 403: return ErrorKind::refused;
    case 404: return ErrorKind::not_found;
    case 408: return ErrorKind::unavailable;
    case 420:
    case 429: return ErrorKind::rate_limited;
    default: return status >= 500 ? ErrorKind::unavailable : ErrorKind::misunderstood;
  }
}

std::string redirect_words(const Response& response) {
  const auto location = response.header("Location");
  if (!location || host_of(*location) == "no host") return " redirect, which is not followed";
  return " redirect to " + host_of(*location) + ", which is not followed";
}

}  // namespace

bool is_html(const Response& response) {
  const auto type = response.header("Content-Type").value_or("");
  const auto start = response.body.find_first_not_of(" \t\r\n\xEF\xBB\xBF");
  return type.find("html") != std::string_view::npos
             ? response.body.find('<') != std::string::npos
             : start != std::string::npos && response.body[start] == '<';
}

std::string vendor_words(const Response& response) {
  const auto body = lenient_json(response);
  if (!body.is_null()) return shortened(json_words(body));
  if (is_html(response)) return "";
  return shortened(response.body);
}

Error answer_error(const std::string& system, const Response& response, TimePoint now) {
  Error error{kind_of(response.status), system + ": " + std::to_string(response.status)};
  if (response.status >= 300 && response.status < 400) {
    error.what += redirect_words(response);
    error.reason = ErrorReason::redirected;
  } else if (const auto words = status_words(response.status); !words.empty()) {
    error.what += " " + std::string{words};
  } else if (error.kind != ErrorKind::unavailable) {
    error.what += ", an answer it is not documented to give";
  }
  if (response.status == 401) error.reason = ErrorReason::not_let_in;
  error.vendor_text = vendor_words(response);
  if (error.kind == ErrorKind::rate_limited || error.kind == ErrorKind::unavailable) {
    error.retry_after = wait_asked(response, now);
  }
  return error;
}

}  // namespace latchkey::http
