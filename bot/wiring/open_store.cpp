#include "bot/wiring/open_store.hpp"

#include "bot/config/store_url.hpp"
#include "bot/wiring/secret.hpp"
#include "bot/wiring/start_error.hpp"

#include <utility>

namespace latchkey {

std::unique_ptr<Store> open_store(const StoreConfig& config, storage::StoreUse use) {
  const auto url = parse_store_url(resolve_secret(config.url).reveal());
  if (!url) throw StartError(2, "store.url: " + url.error().what);
  auto store = url->kind == StoreUrl::Kind::memory ? storage::open_memory_store()
                                                   : storage::open_sqlite_store(url->path, use);
  if (!store) {
    throw StartError(store.error().kind == ErrorKind::refused ? 1 : 2, store.error().what);
  }
  return std::move(*store);
}

}  // namespace latchkey
