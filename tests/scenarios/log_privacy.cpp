#include "tests/scenarios/log_privacy.hpp"

#include <regex>

namespace latchkey::scenarios {

std::vector<std::string> private_parts(const std::string& log) {
  static const std::regex private_part{
      R"([A-Za-z0-9._%+-]+(?:@|%40)[A-Za-z0-9-]+\.[A-Za-z]+|xapp-\w+|xoxb-\w+|sandbox-(?:key|admin))"};
  std::vector<std::string> found;
  for (std::sregex_iterator part{log.begin(), log.end(), private_part}, end; part != end; ++part) {
    found.push_back(part->str());
  }
  return found;
}

}  // namespace latchkey::scenarios
