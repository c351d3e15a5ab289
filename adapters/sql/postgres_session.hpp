#pragma once

#include "adapters/sql/postgres_connection.hpp"
#include "adapters/sql/postgres_options.hpp"
#include "adapters/sql/postgres_statements.hpp"
#include "core/base/expected.hpp"
#include "core/base/secret.hpp"

#include <chrono>
#include <functional>
#include <memory>
#include <string>

namespace soci {
class session;
class soci_error;
}  // namespace soci

namespace latchkey::sql {

/// One connection to a PostgreSQL that is only read. Opened at the first question, again after it
/// broke. SOCI's back end is loaded then, so that who does not use PostgreSQL does not carry libpq.
class PostgresSession {
 public:
  /// Asks the questions; throws soci::soci_error.
  using Questions = std::function<Expected<void>(soci::session&)>;

  /// `system` is what errors call it ("CustomersDot").
  PostgresSession(std::string system, const Secret& dsn, std::chrono::milliseconds deadline);
  ~PostgresSession();
  PostgresSession(const PostgresSession&) = delete;
  PostgresSession& operator=(const PostgresSession&) = delete;

  /// Asks within one read-only transaction, with times in UTC and ISO 8601. Blocks; one thread at a
  /// time. Where a connection of an earlier question turns out to be dead, asks once more on a new
  /// one, so `questions` may run twice.
  Expected<void> read(const Questions& questions);

  /// For the questions that `read` is asked with each time; within it only.
  [[nodiscard]] PostgresStatements& statements() { return *statements_; }

  /// Breaks the connection that `read` waits for, from any thread: no timeout of PostgreSQL's ends
  /// the wait for a server that is there and stands still.
  void cut() { connection_.cut(); }

 private:
  Expected<void> open();
  void close();
  void ask(const Questions& questions, Expected<void>& outcome);
  [[nodiscard]] Error error_from(const soci::soci_error& error,
                                 std::chrono::steady_clock::duration elapsed);

  std::string system_;
  PostgresTimeouts timeouts_;
  Secret connect_string_;
  PostgresConnection connection_;
  std::unique_ptr<PostgresStatements> statements_;  // of the connection, and gone before it
};

}  // namespace latchkey::sql
