#pragma once

#include "adapters/http/http_client.hpp"
#include "core/base/time.hpp"

#include <chrono>
#include <optional>

namespace latchkey::http {

/// How far our clock is ahead of the other side's (negative: behind), as far as the answer's `Date`
/// proves it: the header has whole seconds and the answer took its time, and what these explain is
/// zero. Nothing where the answer has no date.
std::optional<std::chrono::microseconds> clock_ahead(const Response& response, TimePoint asked_at,
                                                     TimePoint answered_at);

}  // namespace latchkey::http
