#include "adapters/sql/postgres_session.hpp"

#include "adapters/sql/postgres_error.hpp"

#include <dlfcn.h>
#include <soci/postgresql/soci-postgresql.h>
#include <soci/soci.h>
#include <sys/socket.h>

namespace latchkey::sql {
namespace {

/// What a function of libpq's says of the connection, -1 where it cannot be asked. libpq came with
/// SOCI's back end, by name; linking it for two functions would load it everywhere.
int told_by_libpq(const char* function, soci::session& session) {
  void* const libpq = dlopen("libpq.so.5", RTLD_LAZY | RTLD_NOLOAD);
  if (libpq == nullptr) return -1;
  using OfConnection = int (*)(const PGconn*);
  const auto ask = reinterpret_cast<OfConnection>(dlsym(libpq, function));
  const auto* backend = static_cast<soci::postgresql_session_backend*>(session.get_backend());
  const int told = ask != nullptr ? ask(backend->conn_) : -1;
  dlclose(libpq);
  return told;
}

/// Does the connection lead to one process of the server as long as it is open? A pooler, which
/// gives each transaction another one, answers for all of them with a number of its own.
bool leads_to_one_process(soci::session& session) {
  int process = 0;
  session << "SELECT pg_backend_pid()", soci::into(process);
  return process == told_by_libpq("PQbackendPID", session);
}

}  // namespace

PostgresSession::PostgresSession(std::string system, const Secret& dsn,
                                 std::chrono::milliseconds deadline)
    : system_(std::move(system)),
      timeouts_(timeouts_within(deadline)),
      connect_string_(with_timeouts(dsn, timeouts_)) {}

PostgresSession::~PostgresSession() {
  close();
}

Expected<void> PostgresSession::read(const Questions& questions) {
  was_cut_ = false;
  while (true) {
    const bool reused = session_ != nullptr;
    if (!reused) {
      try {
        open();
      } catch (const soci::soci_error& error) {
        return connection_error(system_, error.get_error_message());
      }
    }
    const auto begun = std::chrono::steady_clock::now();
    try {
      Expected<void> outcome;
      ask(questions, outcome);
      return outcome;
    } catch (const soci::soci_error& error) {
      const Error failure = error_from(error, std::chrono::steady_clock::now() - begun);
      close();
      const bool died_while_idle = reused && failure.kind == ErrorKind::unreachable && !was_cut_;
      if (!died_while_idle) return failure;
    }
  }
}

void PostgresSession::cut() {
  const std::lock_guard lock{socket_mutex_};
  was_cut_ = true;
  if (socket_ >= 0) shutdown(socket_, SHUT_RDWR);
}

void PostgresSession::open() {
  auto session = std::make_unique<soci::session>("postgresql", connect_string_.reveal());
  {
    const std::lock_guard lock{socket_mutex_};
    socket_ = told_by_libpq("PQsocket", *session);
  }
  session_ = std::move(session);
  statements_ = std::make_unique<PostgresStatements>(*session_, leads_to_one_process(*session_));
}

/// The socket goes first: SOCI takes leave of each kept statement, which would wait for a server
/// that stands still. What the connection kept goes with it anyway.
void PostgresSession::close() {
  {
    const std::lock_guard lock{socket_mutex_};
    if (socket_ >= 0) shutdown(socket_, SHUT_RDWR);
    socket_ = -1;
  }
  statements_.reset();
  session_.reset();
}

void PostgresSession::ask(const Questions& questions, Expected<void>& outcome) {
  // READ ONLY and LOCAL, for this transaction: a pooler between us and the server gives the next
  // one another connection, and this one, with whatever is set for its session, to somebody else.
  *session_ << "BEGIN READ ONLY; SET LOCAL statement_timeout = " +
                   std::to_string(timeouts_.statement.count()) +
                   "; SET LOCAL datestyle = 'ISO, YMD'; SET LOCAL timezone = 'UTC'";
  outcome = questions(*session_);
  *session_ << "COMMIT";
}

Error PostgresSession::error_from(const soci::soci_error& error,
                                  std::chrono::steady_clock::duration elapsed) {
  // Not what(): SOCI adds the values of the query to it, which are customers' addresses.
  const auto failure = [&](ErrorKind kind, const char* what) {
    return Error{kind, system_ + ": " + what, error.get_error_message()};
  };
  if (!session_->is_connected()) {
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
    return failure(ErrorKind::timed_out, "the database took too long");
  }
  return failure(ErrorKind::unavailable, "the database could not answer");
}

}  // namespace latchkey::sql
