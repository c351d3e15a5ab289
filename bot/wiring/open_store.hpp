#pragma once

#include "adapters/storage/postgres_address.hpp"
#include "adapters/storage/store_use.hpp"
#include "bot/config/config.hpp"
#include "bot/wiring/secrets.hpp"
#include "core/ports/audit_log.hpp"
#include "core/ports/replicas.hpp"
#include "core/ports/store.hpp"

#include <chrono>
#include <memory>
#include <optional>
#include <string>

namespace latchkey {

/// An open store.
struct OpenStore {
  std::unique_ptr<Store> store;
  /// Of a PostgreSQL: how it is connected to, from the next connection on.
  std::optional<storage::PostgresAddress> address = {};
};

/// Opens the configured store, creating and migrating it where needed, with the record's key: the
/// configured one, or else (not for a PostgreSQL) the one in a file beside the store's, which is
/// made where there is none.
/// Throws `StartError`: exit code 1 where another `run` has the store; where it or the key cannot
/// be used, 75 to serve (a later start may help) and 2 otherwise.
///
/// `lease`: so long after its last sign of life, the work of a process that shares a PostgreSQL is
/// taken over.
OpenStore open_store(const Config& config, storage::StoreUse use, Secrets& secrets,
                     std::chrono::milliseconds lease = k_default_lease);

/// The same for looking at what is kept, beside a `run` or without one. Throws `StartError` (exit
/// code 2) where nothing is kept: there is no such file yet, or the store is in memory.
std::unique_ptr<Store> open_kept_store(const Config& config, Secrets& secrets);

/// What came of a backup.
struct BackedUp {
  AuditVerdict verdict;
  /// Where the record's key is beside the store. Empty: the configuration names another place.
  std::string key_file;
};

/// Copies the store's file (adapters/storage/sqlite_backup.hpp), beside a `run` or without one.
/// Throws `StartError` (exit code 2) where it cannot be done, or the store is no file.
BackedUp back_up_store(const Config& config, Secrets& secrets, const std::string& copy);

}  // namespace latchkey
