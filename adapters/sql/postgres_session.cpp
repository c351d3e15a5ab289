#include "adapters/sql/postgres_session.hpp"

#include "adapters/sql/postgres_error.hpp"

#include <soci/soci.h>

#include <utility>

namespace latchkey::sql {
namespace {

/// Left to itself, the server plans some kept statements anew for each question, which takes it
/// longer than the answer. For the whole connection, which is ours alone where statements are kept;
/// says nothing to a server that does not know the setting (PostgreSQL before 12).
constexpr const char* k_plan_once =
    "SELECT set_config(name, 'force_generic_plan', false) FROM pg_settings"
    " WHERE name = 'plan_cache_mode'";

}  // namespace

PostgresSession::PostgresSession(std::string system, const Secret& dsn,
                                 std::chrono::milliseconds deadline)
    : system_(std::move(system)),
      timeouts_(timeouts_within(deadline)),
      connect_string_(with_timeouts(dsn, timeouts_)) {}

PostgresSession::~PostgresSession() = default;

Expected<void> PostgresSession::read(const Questions& questions) {
  connection_.take_was_cut();
  while (true) {
    const bool reused = connection_.is_open();
    if (!reused) {
      auto opened = open();
      if (!opened) return opened;
    }
    const auto begun = std::chrono::steady_clock::now();
    try {
      Expected<void> outcome;
      ask(questions, outcome);
      return outcome;
    } catch (const soci::soci_error& error) {
      const Error failure = error_from(error, std::chrono::steady_clock::now() - begun);
      close();
      const bool was_cut = connection_.take_was_cut();
      const bool died_while_idle = reused && failure.kind == ErrorKind::unreachable && !was_cut;
      if (!died_while_idle) return failure;
    }
  }
}

/// Leaves nothing open where it fails.
Expected<void> PostgresSession::open() {
  try {
    connection_.open(connect_string_);
  } catch (const soci::soci_error& error) {
    return connection_error(system_, error.get_error_message());
  }
  const auto begun = std::chrono::steady_clock::now();
  try {
    const bool keeps_statements = connection_.leads_to_one_process();
    if (keeps_statements) connection_.session() << k_plan_once;
    statements_ = std::make_unique<PostgresStatements>(connection_.session(), keeps_statements);
    return {};
  } catch (const soci::soci_error& error) {
    const Error failure = error_from(error, std::chrono::steady_clock::now() - begun);
    close();
    return failure;
  }
}

/// The socket goes first: SOCI takes leave of each kept statement, which would wait for a server
/// that stands still. What the connection kept goes with it anyway.
void PostgresSession::close() {
  connection_.hang_up();
  statements_.reset();
  connection_.close();
}

void PostgresSession::ask(const Questions& questions, Expected<void>& outcome) {
  // READ ONLY and LOCAL, for this transaction: a pooler between us and the server gives the next
  // one another connection, and this one, with whatever is set for its session, to somebody else.
  auto& session = connection_.session();
  session << "BEGIN READ ONLY; SET LOCAL statement_timeout = " +
                 std::to_string(timeouts_.statement.count()) +
                 "; SET LOCAL datestyle = 'ISO, YMD'; SET LOCAL timezone = 'UTC'";
  outcome = questions(session);
  session << "COMMIT";
}

Error PostgresSession::error_from(const soci::soci_error& error,
                                  std::chrono::steady_clock::duration elapsed) {
  // Not what(): SOCI adds the values of the query to it, which are customers' addresses.
  const auto failure = [&](ErrorKind kind, const char* what,
                           ErrorReason reason = ErrorReason::none) {
    return Error{.kind = kind,
                 .what = system_ + ": " + what,
                 .vendor_text = error.get_error_message(),
                 .reason = reason};
  };
  if (!connection_.is_alive()) {
    return failure(ErrorKind::unreachable, "the connection to the database broke");
  }
  switch (error.get_error_category()) {
    case soci::soci_error::no_privilege:
      return failure(ErrorKind::refused, "the database role may not read what Latchkey asks for");
    case soci::soci_error::invalid_statement:
      return failure(ErrorKind::misunderstood, "the database does not understand the question");
    default: break;
  }
  // By the clock: the server's words for it come in the server's language.
  if (elapsed >= timeouts_.statement) {
    return failure(ErrorKind::timed_out, "the database took too long", ErrorReason::slow_question);
  }
  return failure(ErrorKind::unavailable, "the database could not answer",
                 ErrorReason::failed_question);
}

}  // namespace latchkey::sql
