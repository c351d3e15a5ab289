#pragma once

#include "adapters/storage/sqlite_store.hpp"
#include "bot/config/config.hpp"
#include "bot/wiring/secrets.hpp"
#include "core/ports/store.hpp"

#include <memory>

namespace latchkey {

/// Opens the configured store, creating and migrating it where needed. Throws `StartError`: exit
/// code 1 where another `run` has it; where it cannot be used, 75 to serve (a later start may help)
/// and 2 otherwise.
std::unique_ptr<Store> open_store(const StoreConfig& config, storage::StoreUse use,
                                  Secrets& secrets);

}  // namespace latchkey
