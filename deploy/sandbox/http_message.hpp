#pragma once
#include "deploy/sandbox/json.hpp"

#include <chrono>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace latchkey::sandbox {

/// Names and values in the order in which they came; names may repeat.
using Fields = std::vector<std::pair<std::string, std::string>>;

/// The first value under `name`; empty where there is none. Names are compared as they stand.
std::string field(const Fields& fields, std::string_view name);
bool has_field(const Fields& fields, std::string_view name);

/// One request, free of Beast.
struct HttpRequest {
  std::string method;
  std::string path;  ///< still percent-encoded, without the query
  Fields query;
  Fields headers;  ///< names in lower case
  std::string body;

  std::string header(std::string_view lower_case_name) const {
    return field(headers, lower_case_name);
  }
  /// The media type without its parameters, in lower case.
  std::string media_type() const;
};

/// One answer, free of Beast.
struct HttpResponse {
  int status = 200;
  Fields headers;
  std::string body;
  std::chrono::milliseconds delay{0};  ///< waited before the answer leaves, for injected faults

  HttpResponse& with(std::string name, std::string value) {
    headers.emplace_back(std::move(name), std::move(value));
    return *this;
  }
};

HttpResponse json_response(int status, const Json& body);

/// {"ok": false, "error": …}, as Slack words a refusal.
HttpResponse error_response(int status, const std::string& error);
HttpResponse text_response(int status, std::string body);
HttpResponse html_response(int status, std::string body);

/// Decodes `application/x-www-form-urlencoded` text, as in a query or a body. A broken escape stays
/// as it is: a form body is no URL, and browsers are lenient here, too.
Fields parse_form(std::string_view text);
std::string percent_decode(std::string_view text, bool plus_is_space);
/// For one part of a path or a query: everything but letters, digits, `.`, `-` and `_`.
std::string percent_encode(std::string_view text);

/// Escapes `& < > " '` for HTML.
std::string html_escape(std::string_view text);

}  // namespace latchkey::sandbox
