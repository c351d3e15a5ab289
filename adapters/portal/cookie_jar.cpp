#include "adapters/portal/cookie_jar.hpp"

#include <string_view>

namespace latchkey::portal {
namespace {

std::string_view trimmed(std::string_view text) {
  const auto first = text.find_first_not_of(" \t");
  if (first == std::string_view::npos) return {};
  return text.substr(first, text.find_last_not_of(" \t") - first + 1);
}

}  // namespace

void CookieJar::keep(const http::Response& response) {
  constexpr std::size_t k_cookies_max = 50;  // what RFC 6265, 6.1 asks of every browser
  for (const auto line : response.all_headers("Set-Cookie")) {
    const auto pair = line.substr(0, line.find(';'));
    const auto equals = pair.find('=');
    if (equals == std::string_view::npos) continue;
    const auto name = trimmed(pair.substr(0, equals));
    if (name.empty()) continue;
    if (cookies_.size() == k_cookies_max && cookies_.find(name) == cookies_.end()) continue;
    cookies_.insert_or_assign(std::string{name}, std::string{trimmed(pair.substr(equals + 1))});
  }
}

std::string CookieJar::header() const {
  std::string header;
  for (const auto& [name, value] : cookies_) {
    header += (header.empty() ? "" : "; ") + name + '=' + value;
  }
  return header;
}

}  // namespace latchkey::portal
