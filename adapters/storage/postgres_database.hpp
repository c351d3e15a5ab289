#pragma once

#include "adapters/storage/database.hpp"
#include "adapters/storage/postgres_address.hpp"

#include <chrono>
#include <memory>
#include <string>

namespace latchkey::storage {

/// How a process works on a PostgreSQL.
struct PostgresUse {
  PostgresAddress dsn;
  /// The row in `replicas` that the process holds its work by. Where it is gone, nothing is done
  /// any more (`Unusable`, `refused`): another one has taken the work over. Empty: it holds none.
  std::string replica = {};
  /// A process that stands still in the middle of a transaction keeps all others waiting; so long.
  std::chrono::milliseconds longest_pause{2'000};
  /// So long a connection that broke is opened again, and the transaction begun anew, before the
  /// work fails: a restart of the database is waited for.
  std::chrono::milliseconds patience{5'000};
};

/// The words with which errors and the log call it: its address may hold a password.
extern const std::string k_postgres_name;

/// Connects at the first use, and again where the connection broke. Transactions run one after the
/// other, also those of other processes: each begins by taking a lock of the whole store. So what
/// holds for SQLite (a customer's limit, one open escalation in a thread, the record's chain) holds
/// without a word about isolation. Whether a commit whose answer was lost came about is read from
/// the process's row; without one nobody knows, and the work fails.
std::unique_ptr<Database> postgres_database(PostgresUse use);

/// What errors of a PostgreSQL mean; always `unavailable`.
Error postgres_store_error(const soci::soci_error& error);

}  // namespace latchkey::storage
