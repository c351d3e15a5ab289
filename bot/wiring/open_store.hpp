#pragma once

#include "adapters/storage/sqlite_store.hpp"
#include "bot/config/config.hpp"
#include "core/ports/store.hpp"

#include <memory>

namespace latchkey {

/// Opens the configured store, creating and migrating it where needed. Throws `StartError`: exit
/// code 1 where another `run` has it, 2 where it cannot be opened.
std::unique_ptr<Store> open_store(const StoreConfig& config, storage::StoreUse use);

}  // namespace latchkey
