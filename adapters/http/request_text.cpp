#include "adapters/http/request_text.hpp"

#include <algorithm>
#include <cstddef>
#include <string_view>

namespace latchkey::http {
namespace {

bool has_control_characters(std::string_view text) {
  return std::any_of(text.begin(), text.end(), [](char c) {
    const auto byte = static_cast<unsigned char>(c);
    return (byte < 0x20 && c != '\t') || byte == 0x7f;
  });
}

/// The whole text's, or a little more.
std::size_t length_at_most(const Request& request, const Endpoint& endpoint) {
  constexpr std::size_t k_our_own_lines = 160;
  constexpr std::size_t k_around_a_header = 4;
  std::size_t length = k_our_own_lines + endpoint.target.size() + endpoint.authority.size();
  for (const auto& [name, value] : request.headers) {
    length += name.size() + value.size() + k_around_a_header;
  }
  return length + request.body.size();
}

std::string_view method_word(Method method) {
  switch (method) {
    case Method::get: return "GET ";
    case Method::post: return "POST ";
    case Method::put: return "PUT ";
    case Method::remove: return "DELETE ";
  }
  return "GET ";
}

bool is_sendable(const Headers& headers) {
  return std::none_of(headers.begin(), headers.end(), [](const auto& header) {
    return has_control_characters(header.first) || has_control_characters(header.second);
  });
}

void append_header(std::string& text, std::string_view name, std::string_view value) {
  text.append(name).append(": ").append(value).append("\r\n");
}

}  // namespace

Expected<std::string> request_text(const Request& request, const Endpoint& endpoint) {
  if (!is_sendable(request.headers)) {
    return Error{.kind = ErrorKind::invalid,
                 .what = "a header (or token) holds a control character"};
  }
  std::string text;
  // In one place from the start: a text that grows leaves copies of a credential behind.
  text.reserve(length_at_most(request, endpoint));
  text.append(method_word(request.method)).append(endpoint.target).append(" HTTP/1.1\r\n");
  append_header(text, "Host", endpoint.authority);
  append_header(text, "User-Agent", "Latchkey");
  // Nobody will ask again on this connection, so the other side need not wait for it.
  if (request.fresh_connection) append_header(text, "Connection", "close");
  for (const auto& [name, value] : request.headers) append_header(text, name, value);
  if (request.method == Method::post || !request.body.empty()) {
    append_header(text, "Content-Length", std::to_string(request.body.size()));
  }
  text.append("\r\n").append(request.body);
  return text;
}

}  // namespace latchkey::http
