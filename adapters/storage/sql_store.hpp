#pragma once

#include "adapters/storage/database.hpp"
#include "adapters/storage/replicas_table.hpp"
#include "core/base/secret.hpp"
#include "core/ports/store.hpp"

#include <memory>

namespace latchkey::storage {

/// Who else may have the database.
struct StoreSharing {
  /// This process, which has joined already.
  Replica us = {};
  /// Other processes may serve with it.
  bool shared = false;
  /// Given up when the database is closed.
  std::shared_ptr<void> kept = {};
};

/// The store on a database whose tables have today's shape. `audit_key` ties the record's entries
/// together (audit_chain.hpp); it has to be the same each time and for everybody.
///
/// The store goes before the `io_context` whose coroutines use it.
std::unique_ptr<Store> make_store(std::unique_ptr<Database> database, Secret audit_key,
                                  StoreSharing sharing);

}  // namespace latchkey::storage
