#include "adapters/http/http_client.hpp"

#include "core/base/letter_case.hpp"

#include <algorithm>

namespace latchkey::http {

std::optional<std::string_view> Response::header(std::string_view name) const {
  const auto found = std::find_if(headers.begin(), headers.end(), [&](const auto& header) {
    return same_but_for_case(header.first, name);
  });
  if (found == headers.end()) return {};
  return found->second;
}

std::vector<std::string_view> Response::all_headers(std::string_view name) const {
  std::vector<std::string_view> values;
  for (const auto& header : headers) {
    if (same_but_for_case(header.first, name)) values.push_back(header.second);
  }
  return values;
}

}  // namespace latchkey::http
