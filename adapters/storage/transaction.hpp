#pragma once

#include <functional>

namespace soci {
class session;
}  // namespace soci

namespace latchkey::storage {

/// Runs `work` in one transaction; what it throws undoes everything. IMMEDIATE takes the write
/// lock at the start: one that reads first and writes later could be refused half-way (SQLITE_BUSY,
/// which no waiting helps) when another program writes in between. Throws soci::soci_error.
void in_transaction(soci::session& sql, const std::function<void()>& work);

}  // namespace latchkey::storage
