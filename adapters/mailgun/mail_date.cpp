#include "adapters/mailgun/mail_date.hpp"

#include <date/date.h>

#include <array>
#include <sstream>

namespace latchkey::mailgun {

std::string format_mail_date(std::chrono::sys_seconds at) {
  return date::format("%a, %d %b %Y %T +0000", at);
}

std::optional<TimePoint> parse_mail_date(const std::string& text) {
  static constexpr std::array<const char*, 3> k_formats = {
      "%a, %d %b %Y %T UTC", "%a, %d %b %Y %T GMT", "%a, %d %b %Y %T %z"};
  for (const char* format : k_formats) {
    std::istringstream in{text};
    std::chrono::sys_seconds at;
    in >> date::parse(format, at);
    if (!in.fail() && in.peek() == std::istringstream::traits_type::eof()) return at;
  }
  return std::nullopt;
}

}  // namespace latchkey::mailgun
