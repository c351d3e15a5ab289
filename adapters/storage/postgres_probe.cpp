#include "adapters/storage/postgres_probe.hpp"

#include "adapters/storage/dialect.hpp"
#include "adapters/storage/migrations.hpp"
#include "adapters/storage/postgres_database.hpp"
#include "adapters/storage/replicas_table.hpp"

#include <soci/soci.h>

#include <exception>
#include <string>

namespace latchkey::storage {
namespace {

Error unusable_database(const std::string& why, ErrorReason reason) {
  return {.kind = ErrorKind::unavailable,
          .what = "store: " + k_postgres_name + ": " + why,
          .reason = reason};
}

bool asked_for(soci::session& sql, const std::string& condition) {
  int holds = 0;
  sql << "SELECT CASE WHEN " + condition + " THEN 1 ELSE 0 END", soci::into(holds);
  return holds == 1;
}

Expected<PostgresState> look(soci::session& sql) {
  if (asked_for(sql, "pg_is_in_recovery()")) {
    return unusable_database("is a standby, which takes no writes", ErrorReason::standby);
  }
  if (auto known = not_newer_than_us(sql, k_postgres_name); !known) return known.error();
  PostgresState state{.exists = stored_version(sql) > 0};
  state.asynchronous_standby = asked_for(sql,
                                         "current_setting('synchronous_standby_names') = ''"
                                         " AND EXISTS (SELECT 1 FROM pg_stat_replication)");
  if (!state.exists) {
    if (asked_for(sql, "has_schema_privilege(current_schema(), 'CREATE')")) return state;
    return unusable_database("the database role may not make the tables",
                             ErrorReason::may_not_make_tables);
  }
  write_version_again(sql);
  if (stored_version(sql) < newest_version()) return state;
  const auto all = all_replicas(sql);
  state.processes = all.processes;
  state.connections = all.connections;
  return state;
}

}  // namespace

Expected<PostgresState> probe_postgres_store(const Secret& dsn) {
  const auto database = postgres_database({.dsn = dsn, .patience = {}});
  Expected<PostgresState> state = PostgresState{};
  try {
    database->in_transaction([&](soci::session& sql) { state = look(sql); });
  } catch (...) {
    return database->error_of(std::current_exception());
  }
  return state;
}

}  // namespace latchkey::storage
