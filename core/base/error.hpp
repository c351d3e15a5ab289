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

/// What exactly it was, where another step helps than with the rest of its kind: what doctor
/// advises hangs on these, not on the words that a person reads.
enum class ErrorReason {
  none,  ///< the kind tells all that steers the advice
  // On the way there.
  not_reached,               ///< no connection
  no_answer_in_time,         ///< a connection at best
  certificate_not_accepted,  ///< nobody we trust has signed it
  kept_out_on_the_way,       ///< something before the system turned the question away
  redirected,                ///< it leads elsewhere
  something_else_answers,    ///< the answer is not of the kind that this system gives
  address_not_understood,    ///< the connection string is none
  package_missing,           ///< a part of the installation is not there
  // At the door.
  not_let_in,                 ///< the credentials themselves, whatever is asked for with them
  no_credential,              ///< those of the system that keeps the secret are missing themselves
  credential_of_another_use,  ///< one that exists, for something else
  missing_scope,              ///< the credential was not granted what this takes
  only_for_people,            ///< a check that only a person can answer stands before it
  // About what is asked for.
  column_missing,   ///< or may not be read: the one without which there is no question
  slow_question,    ///< it was understood, and took too long
  failed_question,  ///< it was understood, and failed
  put_away,         ///< it is there, archived or deleted
  // About a store.
  newer_version,        ///< a newer Latchkey wrote it
  no_directory,         ///< for its file
  no_database,          ///< its file is damaged, or something else
  disk_full,            ///< nothing more fits
  locked,               ///< by another program
  standby,              ///< it takes no writes
  may_not_make_tables,  ///< the role lacks the right
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
  ErrorReason reason = ErrorReason::none;
};

/// Called by `result::value()` when there is none: taking a value unasked is a bug.
[[noreturn]] void throw_exception_from_error(const Error& error,
                                             const boost::source_location& location);

}  // namespace latchkey
