#pragma once

#include <chrono>
#include <optional>
#include <string>
#include <string_view>

namespace latchkey::http {

/// "Thu, 26 Mar 2026 12:59:15 +0000" (RFC 5322, 3.3), which Mailgun's Logs API asks for.
std::string format_internet_date(std::chrono::sys_seconds at);

/// Reads such a date with a numeric zone, with GMT as HTTP has it (RFC 9110, 5.6.7: the one form
/// that may still be sent), or with the literal UTC that Mailgun's lists have. Nothing where the
/// text is none; other zone letters are not documented anywhere.
std::optional<std::chrono::sys_seconds> parse_internet_date(std::string_view text);

}  // namespace latchkey::http
