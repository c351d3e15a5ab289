#pragma once

#include "adapters/slack/web_api_call.hpp"
#include "core/base/error.hpp"

#include <chrono>
#include <optional>

namespace latchkey::slack {

/// How long a limit is left alone after this many failures: as Slack says, else 1 s, 2 s, 4 s.
std::chrono::milliseconds wait_of_limit(const Error& error, int failures);

/// How long to wait before a failed call is sent again; nothing where it is not. `failures` counts
/// this one, `waited` is what this call has waited so far. The rules, one test each:
///  - rate-limited: Slack did not do it, so any call is sent again, after `wait_of_limit`, at most
///    three times and within the call's patience
///  - unreachable or unavailable: nothing was sent, Slack says that it did nothing, or it does no
///    harm twice: so any call is sent again, twice (500 ms, 1 s)
///  - the answer was lost: twice likewise, but only what may be repeated
///  - everything else, and calls without patience: never
std::optional<std::chrono::milliseconds> wait_before_retry(const Call& call, const Error& error,
                                                           int failures,
                                                           std::chrono::milliseconds waited);

}  // namespace latchkey::slack
