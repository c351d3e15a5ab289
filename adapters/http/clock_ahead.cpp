#include "adapters/http/clock_ahead.hpp"

#include "adapters/http/internet_date.hpp"

namespace latchkey::http {

std::optional<std::chrono::microseconds> clock_ahead(const Response& response, TimePoint asked_at,
                                                     TimePoint answered_at) {
  using std::chrono::microseconds;
  const auto date = parse_internet_date(response.header("Date").value_or(""));
  if (!date) return {};
  // Their clock showed a moment of this second, at some moment between question and answer.
  const TimePoint earliest = *date;
  const TimePoint latest = *date + std::chrono::seconds{1};
  if (asked_at > latest) return asked_at - latest;
  if (answered_at < earliest) return answered_at - earliest;
  return microseconds{0};
}

}  // namespace latchkey::http
