#pragma once

#include <string>

namespace latchkey::status {

/// What somebody asked over HTTP. Bodies are not read: nothing here takes one.
struct HttpQuestion {
  std::string method;
  /// Path and query.
  std::string target;
};

/// Plain text, unless it says otherwise.
struct HttpAnswer {
  int status = 200;
  std::string body;
  std::string type = "text/plain; charset=utf-8";
  /// What a browser may load for it (Content-Security-Policy).
  std::string policy = "default-src 'none'";
};

}  // namespace latchkey::status
