#pragma once

#include "adapters/http/http_client.hpp"
#include "core/base/time.hpp"

#include <chrono>
#include <optional>

namespace latchkey::http {

/// How long the answer asks us to wait: `Retry-After` where there is one, otherwise the reset
/// moment of `X-RateLimit-Reset`, `X-Request-Reset` (Mailgun) or `RateLimit-Reset` (GitLab).
///
/// A reset moment is epoch seconds or, above 1e11, epoch milliseconds: every recorded Mailgun
/// answer has milliseconds while Mailgun's own Go SDK reads seconds. One in the past or over 15
/// minutes ahead is not believed. Rounded up to whole seconds.
std::optional<std::chrono::seconds> wait_asked(const Response& response, TimePoint now);

}  // namespace latchkey::http
