#pragma once

#include "core/diagnosis/evidence.hpp"
#include "core/diagnosis/finding.hpp"

namespace latchkey {

// Where the account signs in through another of our services: is the account there in order?
//   evidence on that service's account under     finding
//   the asked address
//   it is blocked, banned or deactivated         problem  account_blocked
//   it was never confirmed                       problem  account_unconfirmed
//   its state says that it is locked             problem  account_locked
//   none of these                                ok
//   there is none                                info: the linked one has another address
//   that account directory did not answer        unanswered, with its reason
//   the account has a password of its own, or its provider is none of our services: nothing is said
// Likely, since which account is linked cannot be seen; possible where it cannot be seen whether
// the account has a password of its own. Any other service's account is none of these: what is
// wrong with it, other_addresses mentions.
CheckResult provider_account(const Evidence& evidence);

}  // namespace latchkey
