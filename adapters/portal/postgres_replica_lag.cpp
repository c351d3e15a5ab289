#include "adapters/portal/postgres_replica_lag.hpp"

#include <soci/soci.h>

#include <string>

namespace latchkey::portal {
namespace {

/// "Received" stays as it was where the line to the primary is down, so that all of it is
/// replayed soon: only a running receiver makes that "up to date". Roles without special rights see
/// that there is one.
constexpr const char* k_lag_question =
    "SELECT CASE WHEN NOT pg_is_in_recovery() OR pg_last_xact_replay_timestamp() IS NULL THEN NULL"
    " WHEN pg_last_wal_replay_lsn() >= pg_last_wal_receive_lsn()"
    " AND EXISTS (SELECT FROM pg_stat_wal_receiver) THEN 0"
    " ELSE greatest(1, ceil(extract(epoch FROM clock_timestamp()"
    " - pg_last_xact_replay_timestamp()))) END::bigint::text";

std::optional<std::chrono::seconds> lag_seen(sql::PostgresStatements& sql) {
  const auto rows = sql.ask(k_lag_question, {}, 1);
  if (rows.empty() || !rows.front().front()) return std::nullopt;
  return std::chrono::seconds{std::stoll(*rows.front().front())};
}

}  // namespace

std::optional<std::chrono::seconds> replica_lag(sql::PostgresStatements& sql) {
  try {
    const auto lag = lag_seen(sql);
    // The age of the newest commit, which at night may be hours, while what has just arrived is
    // being replayed: that is over at the next look.
    return lag > std::chrono::seconds{1} ? lag_seen(sql) : lag;
  } catch (const soci::soci_error&) {
    if (!sql.is_connected()) throw;
    return std::nullopt;
  }
}

}  // namespace latchkey::portal
