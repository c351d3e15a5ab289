#pragma once

#include <soci/soci.h>

namespace latchkey::storage {

/// Runs `work` in one transaction; what it throws undoes everything. IMMEDIATE takes the write
/// lock at the start: one that reads first and writes later could be refused half-way (SQLITE_BUSY,
/// which no waiting helps) when another program writes in between.
template <class Work>
auto in_transaction(soci::session& sql, Work work) {
  sql << "BEGIN IMMEDIATE";
  try {
    auto answer = work();
    sql << "COMMIT";
    return answer;
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
