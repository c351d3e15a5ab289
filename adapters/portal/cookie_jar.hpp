#pragma once

#include "adapters/http/http_client.hpp"

#include <functional>
#include <map>
#include <string>

namespace latchkey::portal {

/// The cookies of one visit to one site, which lasts a few requests: Rails replaces its session
/// with nearly every answer, and a token counts only with the session it came with. Paths and
/// expiry are not looked at, because the visit is over before they matter.
class CookieJar {
 public:
  /// Takes every `Set-Cookie` of an answer; a later one replaces an earlier one of its name.
  void keep(const http::Response& response);

  /// The value of a `Cookie` header (RFC 6265, 4.2), empty where there are none.
  [[nodiscard]] std::string header() const;

 private:
  std::map<std::string, std::string, std::less<>> cookies_;
};

}  // namespace latchkey::portal
