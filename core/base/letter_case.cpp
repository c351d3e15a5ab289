#include "core/base/letter_case.hpp"

namespace latchkey {

std::string in_lower_case(std::string_view text) {
  std::string lower{text};
  for (char& c : lower) {
    if (c >= 'A' && c <= 'Z') c = static_cast<char>(c - 'A' + 'a');
  }
  return lower;
}

bool same_but_for_case(std::string_view a, std::string_view b) {
  return in_lower_case(a) == in_lower_case(b);
}

}  // namespace latchkey
