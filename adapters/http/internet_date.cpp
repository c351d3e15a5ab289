#include "adapters/http/internet_date.hpp"

#include <date/date.h>

#include <array>
#include <sstream>

namespace latchkey::http {

std::string format_internet_date(std::chrono::sys_seconds at) {
  return date::format("%a, %d %b %Y %T +0000", at);
}

std::optional<std::chrono::sys_seconds> parse_internet_date(std::string_view text) {
  static constexpr std::array<const char*, 3> k_formats = {
      "%a, %d %b %Y %T GMT", "%a, %d %b %Y %T UTC", "%a, %d %b %Y %T %z"};
  for (const char* format : k_formats) {
    std::istringstream in{std::string{text}};
    std::chrono::sys_seconds at;
    in >> date::parse(format, at);
    if (!in.fail() && in.peek() == std::istringstream::traits_type::eof()) return at;
  }
  return std::nullopt;
}

}  // namespace latchkey::http
