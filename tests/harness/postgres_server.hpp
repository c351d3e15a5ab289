#pragma once

#include "tests/harness/child_process.hpp"

#include <map>
#include <string>
#include <utility>
#include <vector>

namespace latchkey::harness {

/// Column names and values as text; PostgreSQL reads the values as each column's type.
using Columns = std::vector<std::pair<std::string, std::string>>;

/// A real PostgreSQL on a loopback port, in a directory of its own (tests/postgres/start).
class PostgresServer {
 public:
  PostgresServer();

  /// A streaming replica of `primary`, which outlives it.
  static PostgresServer standby_of(const PostgresServer& primary);

  /// One for the whole test program, started at its first use.
  static PostgresServer& shared();

  [[nodiscard]] const std::string& port() const { return port_; }

  /// "postgresql://latchkey_reader@127.0.0.1:PORT/DATABASE"
  [[nodiscard]] std::string dsn(const std::string& database,
                                const std::string& user = "postgres") const;

  /// Makes an empty database with a name that is unique on this server.
  std::string create_database();

  /// Runs SQL as the superuser and returns the rows of its last statement, NULL as "".
  // NOLINTNEXTLINE(modernize-use-nodiscard): most statements have no rows.
  std::vector<std::vector<std::string>> execute(const std::string& database,
                                                const std::string& sql) const;

  void insert(const std::string& database, const std::string& table, const Columns& row) const;

  /// Kills a process of it, upon which it ends all connections, reads its log and serves again:
  /// what was committed is there, and whoever is connected has to come again. Returns when the end
  /// of all connections has begun.
  void crash() const;

  /// Stops it properly, which ends all sessions, and starts it again. Returns when it serves.
  void restart();

  /// From now on a commit comes back when its standby has it as well. Returns when that is so.
  void commit_on_standby_too() const;

  /// Ends it for good, with no more words to anybody, a standby included.
  void end_at_once();

  /// Of a standby: takes writes from now on. Returns when that is so.
  void promote() const;

 private:
  explicit PostgresServer(std::map<std::string, std::string> environment);

  ChildProcess process_;
  std::string port_;
  int databases_ = 0;
};

}  // namespace latchkey::harness
