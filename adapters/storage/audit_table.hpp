#pragma once

#include "core/base/secret.hpp"
#include "core/ports/audit_log.hpp"
#include "core/ports/diagnosis_record.hpp"

#include <string>
#include <vector>

namespace soci {
class session;
}  // namespace soci

// The SQL about the record, each within the caller's transaction. Throws soci::soci_error.
namespace latchkey::storage {

/// Adds a row at the end, stamped with the time of day.
void append_entry(soci::session& sql, const Secret& key, const AuditEntry& entry);

/// A question (`asked`) or its answer, as an entry.
AuditEntry entry_of(const DiagnosisRecord& record, const char* action);

/// An entry about an attempt, with what is kept of it and of its diagnosis. `words` of the entry
/// are how it was before (`note_remedy`).
AuditEntry entry_of_attempt(soci::session& sql, long long attempt, const char* action,
                            std::string result);

std::vector<RecordedEntry> find_entries(soci::session& sql, const AuditQuestion& question);

AuditHead newest_head(soci::session& sql);

AuditVerdict verify_entries(soci::session& sql, const Secret& key,
                            const std::vector<AuditHead>& known);

/// Forgets whom the entries before this were about.
void forget_customers(soci::session& sql, TimePoint oldest);

/// Forgets this customer, also where foreign words name the address. Gives how many entries there
/// were.
long long forget_in_entries(soci::session& sql, const EmailAddress& customer);

}  // namespace latchkey::storage
