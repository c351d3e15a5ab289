#pragma once

#include "adapters/http/http_client.hpp"
#include "core/base/time.hpp"

#include <chrono>
#include <optional>

namespace latchkey::http {

/// Does the status say that we asked too much? 429 (RFC 6585, 4), and Mailgun's 420.
bool is_limit(int status);

/// How long the answer asks us to wait: `Retry-After` where there is one. Otherwise, of a limit
/// that is reached, what `X-RateLimit-Reset`, `X-Request-Reset` (Mailgun) or `RateLimit-Reset`
/// (GitLab, PagerDuty) says, or Mailgun's body `{"retry-seconds": 60}`. Some systems send these
/// headers with every answer, so that of no other status anything follows from them.
///
/// A reset is one of three numbers, told apart by their size: seconds to wait, up to 15 minutes'
/// worth (PagerDuty, and the IETF's drafts of `RateLimit-Reset`); epoch seconds; or,
/// above 1e11, epoch milliseconds: every recorded Mailgun answer has these while Mailgun's own Go
/// SDK reads seconds. A moment in the past, and any wait of over 15 minutes, is not believed.
/// Rounded up to whole seconds.
std::optional<std::chrono::seconds> wait_asked(const Response& response, TimePoint now);

}  // namespace latchkey::http
