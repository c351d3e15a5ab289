#pragma once

#include "adapters/storage/postgres_probe.hpp"
#include "adapters/storage/sqlite_probe.hpp"
#include "bot/config/store_url.hpp"
#include "bot/doctor/check.hpp"
#include "core/base/expected.hpp"

#include <string>

namespace latchkey::doctor {

/// What kind of store it is, and whether it can be written. Nothing is asked of one in memory.
Check judge_store(const StoreUrl& url, const Expected<storage::SqliteFile>& file);

/// Whether a PostgreSQL can be written, what a failover of it may lose, and whether all that share
/// it get their connections from Slack, of which one process keeps `connections` open.
Checks judge_postgres_store(const Expected<storage::PostgresState>& state, int connections);

/// Where the key lies that ties the record's entries together; `reference` is the configuration's,
/// empty where it names none.
Check judge_audit_key(const std::string& reference, const std::string& store_file);
/// The same for a PostgreSQL, whose key is nowhere where it is not configured.
Check judge_shared_audit_key(const std::string& reference);

/// A store whose URL, behind a reference, is none.
Check judge_store_url(const Error& error);

}  // namespace latchkey::doctor
