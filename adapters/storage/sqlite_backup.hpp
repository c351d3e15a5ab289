#pragma once

#include "core/base/expected.hpp"
#include "core/base/secret.hpp"
#include "core/ports/audit_log.hpp"

#include <string>

namespace latchkey::storage {

/// Writes a copy of the store's file as it is at one moment, also while a `latchkey run` serves
/// with it. The copy is read back whole: its pages, today's tables, and its record against the key
/// and the head that the store had before. Only then it gets its name: a file of that name is a
/// whole copy (mode 0600; what forgetting left in the store's free pages is not in it).
///
/// Gives what the record came to; where that has faults, the copy is there all the same, since it
/// is what the store has. `invalid` where there is something of that name, `unavailable` where the
/// store cannot be read or the copy not be written. Blocks.
Expected<AuditVerdict> back_up_sqlite(const std::string& file, const std::string& copy,
                                      const Secret& audit_key);

}  // namespace latchkey::storage
