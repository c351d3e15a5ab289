#include "adapters/http/http_date.hpp"

#include <date/date.h>

#include <sstream>
#include <string>

namespace latchkey::http {

std::optional<std::chrono::sys_seconds> parse_http_date(std::string_view text) {
  std::istringstream in{std::string{text}};
  std::chrono::sys_seconds at;
  in >> date::parse("%a, %d %b %Y %T GMT", at);
  if (in.fail()) return {};
  return at;
}

std::optional<std::chrono::microseconds> clock_ahead(const Response& response, TimePoint asked_at,
                                                     TimePoint answered_at) {
  using std::chrono::microseconds;
  const auto date = parse_http_date(response.header("Date").value_or(""));
  if (!date) return {};
  // Their clock showed a moment of this second, at some moment between question and answer.
  const TimePoint earliest = *date;
  const TimePoint latest = *date + std::chrono::seconds{1};
  if (asked_at > latest) return asked_at - latest;
  if (answered_at < earliest) return answered_at - earliest;
  return microseconds{0};
}

}  // namespace latchkey::http
