#pragma once

#include "adapters/portal/portal.hpp"
#include "core/base/expected.hpp"

#include <boost/asio/awaitable.hpp>

#include <chrono>
#include <memory>
#include <optional>
#include <string>
#include <vector>

namespace latchkey::portal {

/// What our role may do in the accounts' database beyond reading them, and how the server stands.
struct DatabaseRights {
  std::string role;
  bool superuser = false;
  /// Tables and views that it may write to, the accounts' own first.
  std::vector<std::string> writable = {};
  /// It may make schemas in this database, or tables in one of its schemas.
  bool may_create = false;
  /// Columns of the accounts' table that hold a password's digest or a token, and that it may read.
  std::vector<std::string> readable_secrets = {};
  /// A standby, which refuses to write whatever a role may.
  bool replica = false;
  /// How far a replica is behind, as of `replica_lag`. Nothing for a primary, or where the server
  /// does not tell.
  std::optional<std::chrono::seconds> lag = {};
};

/// Asks the database for them, within one read-only transaction.
class DatabaseProbe {
 public:
  virtual ~DatabaseProbe() = default;
  /// `timed_out` after the options' deadline.
  virtual boost::asio::awaitable<Expected<DatabaseRights>> rights() = 0;
};

/// Goes before the `io_context` whose coroutines ask it. Throws `std::invalid_argument` where the
/// table has no plain name.
std::unique_ptr<DatabaseProbe> create_postgres_probe(PostgresOptions options);

}  // namespace latchkey::portal
