#include "adapters/http/http_client.hpp"

#include <boost/algorithm/string/predicate.hpp>

#include <algorithm>

namespace latchkey::http {

std::optional<std::string_view> Response::header(std::string_view name) const {
  const auto found = std::find_if(headers.begin(), headers.end(), [&](const auto& header) {
    return boost::algorithm::iequals(header.first, name);
  });
  if (found == headers.end()) return {};
  return found->second;
}

std::vector<std::string_view> Response::all_headers(std::string_view name) const {
  std::vector<std::string_view> values;
  for (const auto& header : headers) {
    if (boost::algorithm::iequals(header.first, name)) values.push_back(header.second);
  }
  return values;
}

}  // namespace latchkey::http
