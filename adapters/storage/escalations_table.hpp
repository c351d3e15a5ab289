#pragma once

#include "core/base/email_address.hpp"
#include "core/ports/store.hpp"

#include <cstddef>
#include <optional>
#include <string>
#include <vector>

namespace soci {
class session;
}  // namespace soci

// The SQL about calls for help, each within the caller's transaction. Throws soci::soci_error.
// `unavailable` where what is stored is none of ours.
namespace latchkey::storage {

/// What `Escalations::begin_escalation` gives; `me` owns what it begins.
Expected<Escalation> add_unless_open(soci::session& sql, const std::string& me,
                                     const Escalation& escalation);

Expected<std::optional<Escalation>> escalation_of(soci::session& sql, const std::string& id);

Expected<std::optional<Escalation>> newest_escalation_in(soci::session& sql,
                                                         const std::string& channel,
                                                         const std::string& thread);

/// False where the version is not that of the row any more.
bool replace_unless_changed(soci::session& sql, const Escalation& escalation);

/// `me` owns them from here on.
Expected<std::vector<Escalation>> escalations_due(soci::session& sql, const std::string& me,
                                                  std::size_t most);

/// Those that were begun before, open ones too.
void forget_escalations(soci::session& sql, TimePoint oldest);

/// Forgets what people wrote when they called for help about this customer, or with the address in
/// it. While the diagnoses are still there.
void forget_reasons_about(soci::session& sql, const EmailAddress& customer);

}  // namespace latchkey::storage
