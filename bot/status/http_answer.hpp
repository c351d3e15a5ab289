#pragma once

#include <string>

namespace latchkey::status {

/// What somebody asked over HTTP. Bodies are not read: nothing here takes one.
struct HttpQuestion {
  std::string method;
  /// Path and query.
  std::string target;
};

/// Plain text.
struct HttpAnswer {
  int status = 200;
  std::string body;
};

}  // namespace latchkey::status
