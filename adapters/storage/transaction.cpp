#include "adapters/storage/transaction.hpp"

#include <soci/soci.h>

namespace latchkey::storage {

void in_transaction(soci::session& sql, const std::function<void()>& work) {
  sql << "BEGIN IMMEDIATE";
  try {
    work();
    sql << "COMMIT";
  } catch (...) {
    try {
      sql << "ROLLBACK";
    } catch (const soci::soci_error&) {
      // SQLite has rolled back by itself already (disk full); the first failure is the one to tell.
    }
    throw;
  }
}

}  // namespace latchkey::storage
