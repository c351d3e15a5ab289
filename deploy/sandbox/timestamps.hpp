#pragma once
#include "deploy/sandbox/scheduler.hpp"

#include <chrono>
#include <optional>
#include <string>
#include <string_view>

namespace latchkey::sandbox {

/// Seconds and six digits, as Slack names a message: "1640100043.091700".
std::string slack_ts(TimePoint time);

/// "2026-11-22T10:00:00.000Z", as Rails and GitLab write a time.
std::string iso_time(TimePoint time);

/// "Sun, 22 Nov 2026 10:00:00 GMT" (RFC 9110).
std::string http_date(TimePoint time);

/// Seconds since 1970 as a floating-point number, as Mailgun writes a time.
double epoch_seconds(TimePoint time);

/// A time from epoch seconds, also with a fraction, or from an RFC 2822 date in GMT, UTC or with a
/// numeric zone: what Mailgun takes for `begin` and `end`.
std::optional<TimePoint> parse_mailgun_time(std::string_view text);

/// A time relative to `now`: "-2d", "-1d5h", "-9m", "+30s" or "now".
std::optional<TimePoint> parse_relative_time(std::string_view text, TimePoint now);

/// A duration such as "3s", "500ms", "2m" or "1d5h".
std::optional<std::chrono::milliseconds> parse_duration(std::string_view text);

}  // namespace latchkey::sandbox
