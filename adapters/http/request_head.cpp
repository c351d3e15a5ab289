#include "adapters/http/request_head.hpp"

#include <algorithm>
#include <string_view>

namespace latchkey::http {
namespace {

bool has_control_characters(std::string_view text) {
  return std::any_of(text.begin(), text.end(), [](char c) {
    const auto byte = static_cast<unsigned char>(c);
    return (byte < 0x20 && c != '\t') || byte == 0x7f;
  });
}

std::string_view method_word(Method method) {
  switch (method) {
    case Method::get: return "GET ";
    case Method::post: return "POST ";
    case Method::remove: return "DELETE ";
  }
  return "GET ";
}

bool is_sendable(const Headers& headers) {
  return std::none_of(headers.begin(), headers.end(), [](const auto& header) {
    return has_control_characters(header.first) || has_control_characters(header.second);
  });
}

void append_header(std::string& head, std::string_view name, std::string_view value) {
  head.append(name).append(": ").append(value).append("\r\n");
}

}  // namespace

Expected<std::string> request_head(const Request& request, const Endpoint& endpoint) {
  if (!is_sendable(request.headers)) {
    return Error{.kind = ErrorKind::invalid,
                 .what = "a header (or token) holds a control character"};
  }
  std::string head{method_word(request.method)};
  head.append(endpoint.target).append(" HTTP/1.1\r\n");
  append_header(head, "Host", endpoint.authority);
  append_header(head, "User-Agent", "Latchkey");
  // Nobody will ask again on this connection, so the other side need not wait for it.
  if (request.fresh_connection) append_header(head, "Connection", "close");
  for (const auto& [name, value] : request.headers) append_header(head, name, value);
  if (request.method == Method::post || !request.body.empty()) {
    append_header(head, "Content-Length", std::to_string(request.body.size()));
  }
  return head.append("\r\n");
}

}  // namespace latchkey::http
