#include "bot/wiring/open_store.hpp"

#include "adapters/storage/key_file.hpp"
#include "adapters/storage/postgres_address.hpp"
#include "adapters/storage/postgres_store.hpp"
#include "adapters/storage/sqlite_backup.hpp"
#include "adapters/storage/sqlite_store.hpp"
#include "bot/config/store_url.hpp"
#include "bot/wiring/start_error.hpp"

#include <cstddef>
#include <filesystem>
#include <optional>
#include <system_error>
#include <utility>

namespace latchkey {
namespace {

int exit_code_of(const Error& error, storage::StoreUse use) {
  if (error.kind == ErrorKind::refused) return 1;
  // A full disk will have room again: a service is to be started again then (EX_TEMPFAIL).
  return use == storage::StoreUse::serve ? 75 : 2;
}

StoreUrl store_url(const StoreConfig& config, Secrets& secrets) {
  auto url = parse_store_url(secrets.require(config.url).reveal());
  if (!url) throw StartError(2, "store.url: " + url.error().what);
  return *std::move(url);
}

Expected<Secret> audit_key(const AuditConfig& config, const StoreUrl& url, Secrets& secrets) {
  if (config.key.empty() && url.kind == StoreUrl::Kind::postgres) {
    throw StartError(2,
                     "audit.key: expected a reference to a key, the same for all that share the "
                     "PostgreSQL store; make one with: openssl rand -hex 32");
  }
  if (config.key.empty()) return storage::read_or_make_key(storage::key_file_beside(url.path));
  // As many as 128 bits take in hex: below that, a key can be found by trying.
  constexpr std::size_t k_shortest = 32;
  auto key = secrets.require(config.key);
  if (key.reveal().size() >= k_shortest) return key;
  throw StartError(2, "audit.key: " + config.key +
                          " is shorter than 32 characters; make one with: openssl rand -hex 32");
}

/// Looking makes none.
void need_file(const std::string& path) {
  std::error_code unknown;
  if (std::filesystem::exists(path, unknown)) return;
  throw StartError(2, "store.url: there is no file " + path + " yet");
}

Expected<std::unique_ptr<Store>> open_database(const storage::PostgresAddress& address, Secret key,
                                               const Config& config, storage::StoreUse use,
                                               std::chrono::milliseconds lease) {
  if (use == storage::StoreUse::record) {
    return storage::open_postgres_store(address, std::move(key));
  }
  const storage::Serving serving{.connections = config.slack ? config.slack->connections : 0,
                                 .lease = lease};
  return storage::open_postgres_store(address, std::move(key), serving);
}

OpenStore open(const StoreUrl& url, const Config& config, storage::StoreUse use, Secrets& secrets,
               std::chrono::milliseconds lease) {
  auto key = audit_key(config.audit, url, secrets);
  if (!key) throw StartError(exit_code_of(key.error(), use), key.error().what);
  std::optional<storage::PostgresAddress> address;
  if (url.kind == StoreUrl::Kind::postgres) address.emplace(url.dsn);
  auto store = address ? open_database(*address, *std::move(key), config, use, lease)
                       : storage::open_sqlite_store(url.path, use, *std::move(key));
  if (!store) throw StartError(exit_code_of(store.error(), use), store.error().what);
  return {std::move(*store), std::move(address)};
}

}  // namespace

OpenStore open_store(const Config& config, storage::StoreUse use, Secrets& secrets,
                     std::chrono::milliseconds lease) {
  const auto url = store_url(config.store, secrets);
  if (url.kind != StoreUrl::Kind::memory) return open(url, config, use, secrets, lease);
  auto store = storage::open_memory_store();
  if (!store) throw StartError(exit_code_of(store.error(), use), store.error().what);
  return {std::move(*store)};
}

BackedUp back_up_store(const Config& config, Secrets& secrets, const std::string& copy) {
  const auto url = store_url(config.store, secrets);
  if (url.kind == StoreUrl::Kind::memory) {
    throw StartError(2, "store.url: \"memory:\" keeps nothing to back up");
  }
  if (url.kind == StoreUrl::Kind::postgres) {
    throw StartError(2, "store.url: a PostgreSQL is backed up by its own means, like pg_dump");
  }
  need_file(url.path);
  const auto key = audit_key(config.audit, url, secrets);
  if (!key) throw StartError(2, key.error().what);
  auto verdict = storage::back_up_sqlite(url.path, copy, *key);
  if (!verdict) throw StartError(2, verdict.error().what);
  return {*std::move(verdict),
          config.audit.key.empty() ? storage::key_file_beside(url.path) : std::string{}};
}

std::unique_ptr<Store> open_kept_store(const Config& config, Secrets& secrets) {
  const auto url = store_url(config.store, secrets);
  if (url.kind == StoreUrl::Kind::memory) {
    throw StartError(2, "store.url: \"memory:\" keeps nothing to look at");
  }
  if (url.kind == StoreUrl::Kind::sqlite) need_file(url.path);
  return open(url, config, storage::StoreUse::record, secrets, {}).store;
}

}  // namespace latchkey
