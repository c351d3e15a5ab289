#pragma once

#include <algorithm>
#include <chrono>

namespace latchkey {

/// How long a mail log keeps its lines: 1 to 30 days by plan (Mailgun's manual, "Event retention").
inline constexpr std::chrono::days k_shortest_mail_log_retention{1};
inline constexpr std::chrono::days k_longest_mail_log_retention{30};

/// So far back a question reaches that names no time, where the logs do.
inline constexpr std::chrono::days k_usual_window{14};

/// The same where the logs keep their lines for `retention`.
constexpr std::chrono::seconds usual_window(std::chrono::seconds retention) {
  return std::min<std::chrono::seconds>(k_usual_window, retention);
}

}  // namespace latchkey
