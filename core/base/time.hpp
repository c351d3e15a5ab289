#pragma once

#include <chrono>
#include <optional>
#include <string>
#include <string_view>

namespace latchkey {

/// A moment in UTC. Microseconds, because Mailgun's events and PostgreSQL's columns carry them.
using TimePoint = std::chrono::sys_time<std::chrono::microseconds>;

/// From and to, both inclusive.
struct Window {
  TimePoint from;
  TimePoint to;
};

/// "2026-11-20T08:00:03Z": UTC to the second (RFC 3339).
std::string format_rfc3339(TimePoint at);

/// Reads RFC 3339 and ISO 8601 times with "T" or a blank between, with or without a fraction; a
/// missing zone means UTC, which is what Rails writes. Nothing where the text is no such time.
std::optional<TimePoint> parse_time(std::string_view text);

/// "2 days", "3 hours", "10 minutes", "less than a minute": the largest unit only, rounded down.
std::string format_age(std::chrono::microseconds age);

/// Reads "30s", "10m", "6h", "14d". Nothing where the text is no such duration.
std::optional<std::chrono::seconds> parse_duration(std::string_view text);

}  // namespace latchkey
