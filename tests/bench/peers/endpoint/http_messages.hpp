#pragma once

#include <chrono>
#include <string>
#include <string_view>

namespace latchkey::bench {

/// A request, as far as the bench looks at it. Its views live until it is answered.
struct HttpRequest {
  std::string_view path;
  std::string_view query;
  std::string_view content_type;
  std::string_view body;
};

struct HttpAnswer {
  unsigned status = 200;
  std::string body;
  /// Before it is sent, as if the system were slow.
  std::chrono::milliseconds delay{0};
};

/// One value of "a=1&b=2", percent-decoded; empty where it is not there.
std::string form_value(std::string_view form, std::string_view name);

}  // namespace latchkey::bench
