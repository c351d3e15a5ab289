#pragma once

#include "adapters/storage/store_use.hpp"
#include "core/base/expected.hpp"
#include "core/base/secret.hpp"
#include "core/ports/store.hpp"

#include <memory>
#include <string>

namespace soci {
class session;
}  // namespace soci

namespace latchkey::storage {

/// Opens the SQLite file, made where there is none. Blocks, so call it before the program serves.
/// `refused` where another program serves with it, `unavailable` where it cannot be used.
/// `audit_key` ties the record's entries together (audit_chain.hpp); it has to be the same each
/// time, and belongs where the file is not.
///
/// The store goes before the `io_context` whose coroutines use it.
Expected<std::unique_ptr<Store>> open_sqlite_store(const std::string& file, StoreUse use,
                                                   Secret audit_key);

/// A store that forgets everything with the program.
Expected<std::unique_ptr<Store>> open_memory_store();

/// A store on a session that is open already. Throws soci::soci_error.
std::unique_ptr<Store> make_sqlite_store(std::unique_ptr<soci::session> session, std::string file,
                                         Secret audit_key);

}  // namespace latchkey::storage
