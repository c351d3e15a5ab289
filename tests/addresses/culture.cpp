#include "tests/addresses/culture.hpp"

#include <algorithm>
#include <sstream>

namespace latchkey::name_pairs {
namespace {

std::vector<std::string> split(const std::string& text, char at) {
  std::vector<std::string> parts;
  std::istringstream in{text};
  for (std::string part; std::getline(in, part, at);) parts.push_back(part);
  return parts;
}

Name name_of(const std::string& entry) {
  const auto equals = entry.find('=');
  Name name;
  name.written = entry.substr(0, equals);
  std::replace(name.written.begin(), name.written.end(), '_', ' ');
  if (equals != std::string::npos) {
    name.spelled = split(entry.substr(equals + 1), '|');
    return name;
  }
  std::string plain;
  for (const char c : name.written) {
    if (c >= 'A' && c <= 'Z') plain += static_cast<char>(c - 'A' + 'a');
    if (c >= 'a' && c <= 'z') plain += c;
  }
  name.spelled = {plain};
  return name;
}

}  // namespace

std::vector<Name> names_in(std::string_view text) {
  std::vector<Name> names;
  std::istringstream in{std::string{text}};
  for (std::string entry; in >> entry;) names.push_back(name_of(entry));
  return names;
}

}  // namespace latchkey::name_pairs
