#pragma once

#include "adapters/storage/mail_allowance.hpp"
#include "core/ports/store.hpp"

#include <optional>
#include <string>
#include <vector>

namespace soci {
class session;
}  // namespace soci

// The SQL about presses, each within the caller's transaction. Throws soci::soci_error. Who gets an
// attempt's mail is kept, as a digest (`customer_digest`): the limits need to know the same
// customer again, not who it is.
namespace latchkey::storage {

/// The attempt under the same diagnosis and remedy after which a mail may have left.
std::optional<RemedyAlreadyBegun> earlier_press(soci::session& sql, const RemedyAttempt& attempt);

/// The same remedy's proposal that nobody has approved yet.
std::optional<RemedyAlreadyBegun> open_proposal(soci::session& sql, const RemedyAttempt& attempt);

/// When mails may have left to `recipient` since `after`. Confirmations that are kept under `asked`
/// count, too: whoever gets them now may have got those, which an earlier release kept under the
/// address that they were asked for with, as this one does where the accounts did not answer.
MailTimes mail_times(soci::session& sql, const std::string& recipient, const std::string& asked,
                     TimePoint after);

/// Returns the attempt's number.
long long add(soci::session& sql, const RemedyAttempt& attempt, const std::string& recipient,
              RemedyOutcome stands);

/// Whether it was another one before. `not_found` where there is no such attempt (any more).
Expected<bool> set_outcome(soci::session& sql, long long attempt, RemedyOutcome outcome);

/// `not_found` where there is no such attempt (any more).
Expected<void> set_note(soci::session& sql, long long attempt, const std::string& note);

std::vector<RemedyPress> presses_under(soci::session& sql, const std::string& diagnosis_id);

void forget_attempts(soci::session& sql, TimePoint oldest);

/// What was asked for with the customer's address, or mailed to it, belongs to no diagnosis any
/// more, and say nothing of what they changed: they stay for as long as they count for a limit.
/// Gives how many there are.
long long unname_attempts_of(soci::session& sql, const EmailAddress& customer,
                             const std::string& digest);

void forget_unnamed_attempts(soci::session& sql, TimePoint oldest);

}  // namespace latchkey::storage
