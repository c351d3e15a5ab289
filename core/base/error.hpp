#pragma once

#include <boost/assert/source_location.hpp>
#include <chrono>
#include <optional>
#include <string>

namespace latchkey {

/// What kind of failure it was. Few, because each steers a different reaction.
enum class ErrorKind {
  invalid,        ///< what we were given cannot be right: tell the person, never try again
  refused,        ///< credentials or permissions: trying again will not help, an operator must act
  not_found,      ///< the thing asked for does not exist there
  rate_limited,   ///< wait as told (`retry_after`), then try again
  timed_out,      ///< no answer in time, and nothing was changed by asking
  unreachable,    ///< no connection, or it was cut before the question had been sent
  unavailable,    ///< the system says itself that it is in trouble (HTTP 5xx, "starting up")
  misunderstood,  ///< an answer came and is not what the system's documentation promises
  uncertain,      ///< a request that changes something was sent and its fate is not known
  not_configured  ///< the operator left this part out
};

/// Why something could not be had.
struct Error {
  ErrorKind kind = ErrorKind::invalid;
  /// Our own sentence, naming the system ("Mailgun: 401 unauthorized"). Safe to show to support.
  std::string what;
  /// The other system's own words: may hold anything, so it is escaped and shortened when shown.
  std::string vendor_text = {};
  /// How long to wait before asking again, where the system said so.
  std::optional<std::chrono::seconds> retry_after = {};
};

/// Called by `result::value()` when there is none: taking a value unasked is a bug.
[[noreturn]] void throw_exception_from_error(const Error& error,
                                             const boost::source_location& location);

}  // namespace latchkey
