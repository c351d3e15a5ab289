#pragma once

#include "core/base/expected.hpp"
#include "core/base/secret.hpp"

namespace latchkey::storage {

/// How the store's PostgreSQL is found.
struct PostgresState {
  /// Where not, its tables can be made.
  bool exists = false;
  /// It has standbys, and none that a commit waits for: a failover may lose what was acknowledged
  /// right before it.
  bool asynchronous_standby = false;
  /// The processes that serve with it at present, and the connections to the chat that they keep
  /// open together.
  long long processes = 0;
  long long connections = 0;
};

/// Writes something that changes nothing; where the tables are not there yet, it looks whether they
/// could be made. Blocks, up to ten seconds. `unavailable` where it cannot be used, a database of a
/// newer Latchkey's and a standby among them.
Expected<PostgresState> probe_postgres_store(const Secret& dsn);

}  // namespace latchkey::storage
