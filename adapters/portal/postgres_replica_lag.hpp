#pragma once

#include "adapters/sql/postgres_statements.hpp"

#include <chrono>
#include <optional>

namespace latchkey::portal {

/// How old the newest change is that has reached this replica, where newer ones may be on their
/// way: at least a second then, rounded up. Nothing where the server is no replica, has replayed
/// no transaction since it started, or does not tell.
///
///   what arrived was replayed, and the primary is connected   zero, however old the newest change:
///                                                             an idle primary makes it old, too
///   some of it waits, or the primary is not connected         age of the newest change
///
/// Throws soci::soci_error only where the connection broke. Must be its transaction's last
/// question: a server that does not know these functions (Amazon's Aurora) spoils the transaction.
/// https://www.postgresql.org/docs/15/functions-admin.html#FUNCTIONS-RECOVERY-CONTROL
std::optional<std::chrono::seconds> replica_lag(sql::PostgresStatements& sql);

}  // namespace latchkey::portal
