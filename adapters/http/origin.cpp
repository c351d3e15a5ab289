#include "adapters/http/origin.hpp"

#include "core/base/letter_case.hpp"

#include <boost/url/parse.hpp>
#include <boost/url/url.hpp>
#include <boost/url/url_view.hpp>

namespace latchkey::http {
namespace {

namespace urls = boost::urls;

/// The port that a URL means without naming one. 0 for schemes that we do not speak.
std::uint16_t effective_port(const urls::url_view& url) {
  if (url.has_port() && url.port_number() != 0) return url.port_number();
  switch (url.scheme_id()) {
    case urls::scheme::https: return 443;
    case urls::scheme::http: return 80;
    default: return 0;
  }
}

}  // namespace

bool same_origin(std::string_view a, std::string_view b) {
  const auto left = urls::parse_uri(a);
  const auto right = urls::parse_uri(b);
  if (!left || !right) return false;
  // A user name in a URL is never ours, and "https://good.example@evil.example" is an old trick.
  if (left->has_userinfo() || right->has_userinfo()) return false;
  const auto port = effective_port(*left);
  return port != 0 && left->scheme_id() == right->scheme_id() && port == effective_port(*right) &&
         !left->host().empty() && same_but_for_case(left->host(), right->host());
}

std::optional<std::string> resolve_url(std::string_view base, std::string_view reference) {
  const auto page = urls::parse_uri(base);
  const auto there = urls::parse_uri_reference(reference);
  if (!page || !there) return std::nullopt;
  urls::url resolved;
  if (urls::resolve(*page, *there, resolved).has_error()) return std::nullopt;
  resolved.remove_fragment();
  return std::string{resolved.buffer()};
}

std::string host_of(std::string_view url) {
  const auto parsed = urls::parse_uri(url);
  if (!parsed || parsed->encoded_host_and_port().empty()) return "no host";
  return std::string{parsed->encoded_host_and_port()};
}

}  // namespace latchkey::http
