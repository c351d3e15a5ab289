#pragma once

#include "core/diagnosis/evidence.hpp"
#include "core/diagnosis/finding.hpp"

namespace latchkey {

// Is the account locked after failed attempts?
//   evidence                                   finding
//   locked_at set, unlock_in not over, or      problem  account_locked, certain
//     locks of this service never end            (send_password_reset: a new password unlocks)
//   state says "locked" (GitLab's `locked`)    problem  account_locked, certain
//   locked_at set, unlock_in over              ok: the lock has run out
//   locked_at empty                            ok
//   account directory did not answer           unanswered, with its reason; never ok
//   locked_at could not be read                unanswered
//   the service has no locked_at               not applicable
//   no account has the address                 not applicable: other_addresses says so
// Devise clears a lock that has run out only with the next attempt (Lockable#lock_expired?).
CheckResult account_locked(const Evidence& evidence);

}  // namespace latchkey
