#pragma once

#include "core/ports/store.hpp"

#include <cstddef>
#include <string>
#include <vector>

namespace soci {
class session;
}  // namespace soci

// The SQL about mails that are followed, each within the caller's transaction. Throws
// soci::soci_error. `not_found` where the attempt is not followed (any more).
namespace latchkey::storage {

/// Nothing is changed where the attempt is followed already. `me` owns it.
void begin_follow_up(soci::session& sql, const std::string& me, long long attempt,
                     const FollowUpOrder& order);

/// `me` owns them from here on.
std::vector<FollowUp> follow_ups_to_look_at(soci::session& sql, const std::string& me,
                                            std::size_t most);

/// Those that are not closed and that no other process looks after. Changes nothing.
std::size_t count_open_follow_ups(soci::session& sql, const std::string& me);

Expected<void> set_look(soci::session& sql, long long attempt, TimePoint at);

/// Whether this was not known before.
Expected<bool> set_ending(soci::session& sql, long long attempt, const MailEnding& ending);

/// Closes it and forgets the recipient.
Expected<void> set_told(soci::session& sql, long long attempt);

/// Completes the presses under this diagnosis with what became of their mails.
void add_endings(soci::session& sql, const std::string& diagnosis_id,
                 std::vector<RemedyPress>& presses);

/// Those of attempts that are older; before the attempts themselves are forgotten.
void forget_follow_ups(soci::session& sql, TimePoint oldest);

/// Those of the customer's diagnoses, and what others say of the address; before the diagnoses
/// themselves are forgotten.
void forget_follow_ups_of(soci::session& sql, const EmailAddress& customer);

}  // namespace latchkey::storage
