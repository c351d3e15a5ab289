#include "deploy/sandbox/router.hpp"

#include <algorithm>
#include <optional>
#include <string_view>

namespace latchkey::sandbox {
namespace {

std::vector<std::string_view> segments(std::string_view path) {
  std::vector<std::string_view> parts;
  while (!path.empty()) {
    path.remove_prefix(1);  // the slash
    parts.push_back(path.substr(0, path.find('/')));
    path.remove_prefix(parts.back().size());
  }
  return parts;
}

std::optional<PathParts> match(std::string_view pattern, std::string_view path) {
  const auto wanted = segments(pattern), given = segments(path);
  PathParts parts;
  for (std::size_t i = 0; i < wanted.size(); ++i) {
    if (wanted[i] == "*") return parts;
    if (i >= given.size()) return {};
    if (wanted[i] == "{}")
      parts.push_back(percent_decode(given[i], false));
    else if (wanted[i] != given[i])
      return {};
  }
  return wanted.size() == given.size() ? std::optional(parts) : std::nullopt;
}

HttpResponse faulty(const Fault& fault) {
  const bool is_json = fault.body.starts_with("{") || fault.body.starts_with("[");
  HttpResponse response = text_response(fault.status, fault.body);
  if (is_json) response.headers = {{"Content-Type", "application/json"}};
  if (fault.status == 429) response.with("Retry-After", "1");
  response.delay = fault.delay;
  return response;
}

}  // namespace

HttpResponse Router::answer(const HttpRequest& request) const {
  bool path_is_known = false;
  for (const Route& route : routes_) {
    const auto parts = match(route.pattern, request.path);
    if (!parts) continue;
    path_is_known = true;
    if (route.method != "*" && route.method != request.method) continue;
    const auto fault = route.system.empty() ? std::nullopt : faults_.take(route.system, request);
    if (fault && fault->status != 0) return faulty(*fault);
    HttpResponse response = route.handler(request, *parts);
    if (fault) response.delay = fault->delay;
    return response;
  }
  return path_is_known ? text_response(405, "method not allowed\n")
                       : text_response(404, "not found\n");
}

}  // namespace latchkey::sandbox
