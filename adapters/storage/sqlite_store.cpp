#include "adapters/storage/sqlite_store.hpp"

#include "adapters/storage/audit_chain.hpp"
#include "adapters/storage/file_lock.hpp"
#include "adapters/storage/sql_store.hpp"
#include "adapters/storage/sqlite_database.hpp"
#include "adapters/storage/sqlite_session.hpp"
#include "adapters/storage/store_error.hpp"
#include "adapters/storage/transaction.hpp"

#include <soci/soci.h>

#include <utility>

namespace latchkey::storage {
namespace {

/// Nobody else serves with it, so its work is nobody else's.
Replica join_alone(soci::session& sql) {
  Replica us{.id = new_replica_id()};
  in_transaction(sql, [&] { join(sql, us, true); });
  return us;
}

}  // namespace

Expected<std::unique_ptr<Store>> open_sqlite_store(const std::string& file, StoreUse use,
                                                   Secret audit_key) {
  std::shared_ptr<FileLock> lock;
  if (use == StoreUse::serve) {
    auto taken = FileLock::take(file);
    if (!taken) return taken.error();
    lock = std::make_shared<FileLock>(std::move(*taken));
  }
  auto session = open_sqlite_session(file);
  if (!session) return session.error();
  StoreSharing sharing{.us = {}, .kept = std::move(lock)};
  try {
    if (use == StoreUse::serve) sharing.us = join_alone(**session);
  } catch (const soci::soci_error& error) {
    return store_error(file, error);
  }
  return make_store(sqlite_database(std::move(*session), file), std::move(audit_key),
                    std::move(sharing));
}

Expected<std::unique_ptr<Store>> open_memory_store() {
  auto session = open_sqlite_session(":memory:");
  if (!session) return session.error();
  return make_sqlite_store(std::move(*session), "memory", Secret{random_key()});
}

std::unique_ptr<Store> make_sqlite_store(std::unique_ptr<soci::session> session, std::string file,
                                         Secret audit_key) {
  StoreSharing sharing{.us = join_alone(*session)};
  return make_store(sqlite_database(std::move(session), std::move(file)), std::move(audit_key),
                    std::move(sharing));
}

}  // namespace latchkey::storage
