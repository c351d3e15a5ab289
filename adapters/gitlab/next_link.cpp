#include "adapters/gitlab/next_link.hpp"

#include <algorithm>

namespace latchkey::gitlab {

std::string next_link(std::string_view header) {
  // <url>; rel="next", <url>; rel="last": a URL may hold commas, so links are found by their "<".
  for (auto open = header.find('<'); open != std::string_view::npos;) {
    const auto close = header.find('>', open);
    if (close == std::string_view::npos) return "";
    const auto next_open = std::min(header.find('<', close), header.size());
    const auto parameters = header.substr(close + 1, next_open - close - 1);
    if (parameters.find("rel=\"next\"") != std::string_view::npos ||
        parameters.find("rel=next") != std::string_view::npos) {
      return std::string{header.substr(open + 1, close - open - 1)};
    }
    open = next_open == header.size() ? std::string_view::npos : next_open;
  }
  return "";
}

}  // namespace latchkey::gitlab
