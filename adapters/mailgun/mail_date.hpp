#pragma once

#include "core/base/time.hpp"

#include <optional>
#include <string>

namespace latchkey::mailgun {

/// "Thu, 26 Mar 2026 12:59:15 +0000" (RFC 2822), which the Logs API asks for.
std::string format_mail_date(std::chrono::sys_seconds at);

/// Reads such a date with a numeric zone, or with the literal UTC or GMT that Mailgun's lists have.
/// Nothing where the text is none; other zone letters are not documented.
std::optional<TimePoint> parse_mail_date(const std::string& text);

}  // namespace latchkey::mailgun
