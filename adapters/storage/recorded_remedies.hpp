#pragma once

#include "core/base/secret.hpp"
#include "core/ports/store.hpp"

namespace soci {
class session;
}  // namespace soci

// What becomes of a pressed remedy, each step with its entry in the record, within the caller's
// transaction. `key`: the record's, by which customers are told apart. Throws soci::soci_error.
namespace latchkey::storage {

/// Unless it was pressed before or one more mail is too many.
RemedyStart begin_recorded(soci::session& sql, const Secret& key, const RemedyAttempt& attempt,
                           MailLimits limits);

/// Unless it was pressed or proposed before.
RemedyStart propose_recorded(soci::session& sql, const Secret& key, const RemedyAttempt& attempt);

/// `not_found` where there is no such attempt (any more).
Expected<void> finish_recorded(soci::session& sql, const Secret& key, long long attempt,
                               RemedyOutcome outcome);

/// Of the mail that the attempt sent; `not_found` as above.
Expected<void> end_recorded(soci::session& sql, const Secret& key, long long attempt,
                            const MailEnding& ending);

/// How many mails may still leave by an attempt like this one.
MailRoom mail_room(soci::session& sql, const Secret& key, const RemedyAttempt& attempt,
                   MailLimits limits);

}  // namespace latchkey::storage
