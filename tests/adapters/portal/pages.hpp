#pragma once

#include "tests/doubles/scripted_http_client.hpp"

#include <stdexcept>
#include <string>

namespace latchkey::portal {

/// A page with one part of it exchanged.
inline std::string replaced(std::string text, const std::string& what, const std::string& with) {
  const auto at = text.find(what);
  if (at == std::string::npos) throw std::logic_error("nothing to replace: " + what);
  return text.replace(at, what.size(), with);
}

/// An answer that leads elsewhere.
inline http::Response redirect(int status, const std::string& location) {
  return doubles::html_response(status, "<a>", {{"Location", location}});
}

}  // namespace latchkey::portal
