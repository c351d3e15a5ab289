#include "core/base/time.hpp"

#include <date/date.h>

#include <algorithm>
#include <charconv>
#include <limits>
#include <sstream>
#include <utility>

namespace latchkey {

std::string format_rfc3339(TimePoint at) {
  return date::format("%FT%TZ", std::chrono::floor<std::chrono::seconds>(at));
}

std::optional<TimePoint> parse_time(std::string_view text) {
  const auto between = text.find_first_of("T ");
  if (between == std::string_view::npos) return std::nullopt;
  const auto zone = text.substr(std::min(text.find_first_of("+-Z ", between + 1), text.size()));
  // The one format that the text can have: a diagnosis reads dozens, and to try them all is dear.
  std::string format = text[between] == 'T' ? "%FT%T" : "%F %T";
  if (zone == "Z" || zone == " UTC") {
    format += zone;
  } else if (!zone.empty()) {
    format += zone.find(':') == std::string_view::npos ? "%z" : "%Ez";
  }
  std::istringstream in{std::string{text}};
  TimePoint at;
  in >> date::parse(format, at);
  if (in.fail() || in.peek() != std::istringstream::traits_type::eof()) return std::nullopt;
  return at;
}

std::string format_age(std::chrono::microseconds age) {
  using std::chrono::duration_cast;
  const auto minutes = duration_cast<std::chrono::minutes>(age).count();
  const auto text = [](long long count, const char* unit) {
    return std::to_string(count) + " " + unit + (count == 1 ? "" : "s");
  };
  if (minutes < 1) return "less than a minute";
  if (minutes < 60) return text(minutes, "minute");
  if (minutes < 24 * 60) return text(minutes / 60, "hour");
  return text(minutes / (24 * 60), "day");
}

std::optional<std::chrono::seconds> parse_duration(std::string_view text) {
  long long count = 0;
  const auto [rest, error] = std::from_chars(text.data(), text.data() + text.size(), count);
  if (error != std::errc{} || rest + 1 != text.data() + text.size() || count < 0) return {};
  long long unit = 0;
  switch (*rest) {
    case 's': unit = 1; break;
    case 'm': unit = 60; break;
    case 'h': unit = 60 * 60; break;
    case 'd': unit = 24 * 60 * 60; break;
    default: return {};
  }
  if (count > std::numeric_limits<int>::max()) return {};  // 68 years in seconds: surely a slip
  return std::chrono::seconds{count * unit};
}

}  // namespace latchkey
