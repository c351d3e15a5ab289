#pragma once

#include <optional>
#include <string>
#include <string_view>

namespace latchkey::http {

/// Do both absolute URLs have one scheme, host and port (RFC 6454, 4)? A credential, cookie or
/// token meant for one may be sent to the other only then. False where either is no URL.
bool same_origin(std::string_view a, std::string_view b);

/// What `reference` (absolute or relative, as in `Location`, `action` or `Link`) means on the page
/// `base` (RFC 3986, 5.2), without its fragment. Nothing where either cannot be read.
std::optional<std::string> resolve_url(std::string_view base, std::string_view reference);

/// "api.mailgun.net" (with its port where the URL names one), for error sentences; "no host" where
/// it is no URL.
std::string host_of(std::string_view url);

}  // namespace latchkey::http
