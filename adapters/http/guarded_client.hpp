#pragma once

#include "adapters/http/circuit_breaker.hpp"
#include "adapters/http/http_client.hpp"
#include "adapters/http/in_flight_limit.hpp"
#include "core/base/clock.hpp"
#include "core/base/time.hpp"

#include <chrono>
#include <memory>
#include <string>

namespace latchkey::http {

/// Whether a system is being asked, for whoever looks at the service.
struct BreakerState {
  /// The guard's name ("Mailgun").
  std::string system;
  /// Is it not asked at present, or only by one trial?
  bool open = false;
  /// The rest only where it is open. When the failures began, or it asked to be left alone.
  TimePoint since = {};
  /// When it is asked again.
  TimePoint next_try = {};
  /// What came last: "503 unavailable", "no connection within 3 s".
  std::string why = {};
};

/// A client for one system that spares it, and us: where it does not answer, requests fail at once
/// instead of each waiting in vain; no more than so many are under way at a time.
///
/// Beside the errors of `Client::send`:
///  - `unavailable`: it has not answered and is not asked at present
///  - `rate_limited`: it asked to be left alone (with `retry_after`, or for five seconds where it
///    did not say for how long), or too many wait already
///  - `timed_out`: its turn did not come in time
/// In all of these nothing was sent. A request that its asker gives up (cancels) when its deadline
/// is all but over counts as one that was not answered; given up earlier, it says nothing. Waiting
/// counts against the request's deadline, of which `GuardOptions::fair` is left for the request
/// itself. Requests that want a fresh connection (forms that mail a customer) are not sent to a
/// system that is probably down, not even as a trial: they would be in doubt.
class GuardedClient : public Client {
 public:
  [[nodiscard]] virtual BreakerState state() const = 0;
};

struct GuardOptions {
  CircuitBreaker::Options breaker = {};
  InFlightLimit::Options limit = {};
  /// What an answer may take: less was left by our haste, so that its lateness says nothing, and a
  /// request waits for its turn only as long as this is left for itself. Devise mails within the
  /// request: who waited nine of ten seconds needs the last one.
  std::chrono::milliseconds fair{1'000};
};

/// The options for requests whose askers wait so long in all: where that is hardly more than a
/// second, or less, a system that hangs must be noticed all the same.
GuardOptions options_within(std::chrono::milliseconds deadline);

/// `inner` and `clock` outlive it; it outlives its requests. One for each system, and one for each
/// part of it that fails or limits by itself (a site's forms, and its API).
std::unique_ptr<GuardedClient> create_guarded_client(std::string system, Client& inner,
                                                     const Clock& clock, GuardOptions options = {});

}  // namespace latchkey::http
