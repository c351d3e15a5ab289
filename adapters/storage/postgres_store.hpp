#pragma once

#include "adapters/storage/postgres_address.hpp"
#include "core/base/expected.hpp"
#include "core/base/secret.hpp"
#include "core/ports/replicas.hpp"
#include "core/ports/store.hpp"

#include <chrono>
#include <memory>

namespace latchkey::storage {

/// A process that serves with the store, beside others.
struct Serving {
  /// Those to the chat that it keeps open.
  int connections = 0;
  /// So long after its last sign of life its work is taken over (core/ports/replicas.hpp).
  std::chrono::milliseconds lease = k_default_lease;
};

/// Opens the store in a PostgreSQL database, its tables made where there are none. Blocks, so call
/// it before the program serves. `unavailable` where the database cannot be used, or a newer
/// Latchkey has made its tables. `audit_key` as for a file (sqlite_store.hpp), and the same for all
/// that share the database. Connections are opened with what the address is then.
///
/// The store goes before the `io_context` whose coroutines use it.
Expected<std::unique_ptr<Store>> open_postgres_store(const PostgresAddress& dsn, Secret audit_key,
                                                     const Serving& serving);
/// The same for a single question from the command line, which works on nothing.
Expected<std::unique_ptr<Store>> open_postgres_store(const PostgresAddress& dsn, Secret audit_key);

}  // namespace latchkey::storage
