#include "bot/wiring/open_store.hpp"

#include "bot/config/store_url.hpp"
#include "bot/wiring/start_error.hpp"

#include <utility>

namespace latchkey {
namespace {

int exit_code_of(const Error& error, storage::StoreUse use) {
  if (error.kind == ErrorKind::refused) return 1;
  // A full disk will have room again: a service is to be started again then (EX_TEMPFAIL).
  return use == storage::StoreUse::serve ? 75 : 2;
}

}  // namespace

std::unique_ptr<Store> open_store(const StoreConfig& config, storage::StoreUse use,
                                  Secrets& secrets) {
  const auto url = parse_store_url(secrets.require(config.url).reveal());
  if (!url) throw StartError(2, "store.url: " + url.error().what);
  auto store = url->kind == StoreUrl::Kind::memory ? storage::open_memory_store()
                                                   : storage::open_sqlite_store(url->path, use);
  if (!store) throw StartError(exit_code_of(store.error(), use), store.error().what);
  return std::move(*store);
}

}  // namespace latchkey
