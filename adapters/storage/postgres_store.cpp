#include "adapters/storage/postgres_store.hpp"

#include "adapters/storage/migrations.hpp"
#include "adapters/storage/postgres_database.hpp"
#include "adapters/storage/sql_store.hpp"

#include <soci/soci.h>

#include <algorithm>
#include <exception>
#include <utility>

namespace latchkey::storage {
namespace {

using std::chrono::milliseconds;

/// Who stands still in a transaction keeps the others from renewing their leases: no longer than
/// they can do without.
milliseconds longest_pause(milliseconds lease) {
  return std::clamp(lease / 4, milliseconds{500}, milliseconds{2'000});
}

Expected<void> prepare(const PostgresAddress& dsn, const Replica& us) {
  const auto database = postgres_database({.dsn = dsn});
  Expected<void> prepared;
  try {
    database->in_transaction([&](soci::session& sql) {
      prepared = migrate(sql, k_postgres_name);
      if (prepared && !us.id.empty()) join(sql, us, false);
    });
  } catch (...) {
    return database->error_of(std::current_exception());
  }
  return prepared;
}

Expected<std::unique_ptr<Store>> open_as(const PostgresAddress& dsn, Secret audit_key, Replica us) {
  if (auto prepared = prepare(dsn, us); !prepared) return prepared.error();
  auto database =
      postgres_database({.dsn = dsn, .replica = us.id, .longest_pause = longest_pause(us.lease)});
  const bool shared = !us.id.empty();
  return make_store(std::move(database), std::move(audit_key),
                    {.us = std::move(us), .shared = shared});
}

}  // namespace

Expected<std::unique_ptr<Store>> open_postgres_store(const PostgresAddress& dsn, Secret audit_key,
                                                     const Serving& serving) {
  return open_as(
      dsn, std::move(audit_key),
      {.id = new_replica_id(), .connections = serving.connections, .lease = serving.lease});
}

Expected<std::unique_ptr<Store>> open_postgres_store(const PostgresAddress& dsn, Secret audit_key) {
  return open_as(dsn, std::move(audit_key), {});
}

}  // namespace latchkey::storage
