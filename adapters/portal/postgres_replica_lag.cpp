#include "adapters/portal/postgres_replica_lag.hpp"

#include <soci/soci.h>

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
    " - pg_last_xact_replay_timestamp()))) END::bigint";

}  // namespace

std::optional<std::chrono::seconds> replica_lag(soci::session& sql) {
  long long age = 0;
  soci::indicator indicator = soci::i_null;
  try {
    sql << k_lag_question, soci::into(age, indicator);
  } catch (const soci::soci_error&) {
    if (!sql.is_connected()) throw;
    return std::nullopt;
  }
  if (indicator != soci::i_ok) return std::nullopt;
  return std::chrono::seconds{age};
}

}  // namespace latchkey::portal
