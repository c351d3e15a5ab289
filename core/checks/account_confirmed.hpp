#pragma once

#include "core/diagnosis/evidence.hpp"
#include "core/diagnosis/finding.hpp"

namespace latchkey {

// Was the account ever confirmed?
//   evidence                            finding
//   confirmed_at empty                  problem  account_unconfirmed, certain
//                                       (resend_confirmation, where the service has the form)
//   confirmed_at set                    ok
//   account directory did not answer    unanswered, with its reason; never ok
//   confirmed_at could not be read      unanswered
//   the service has no confirmed_at     not applicable
//   no account has the address          not applicable: other_addresses says so
CheckResult account_confirmed(const Evidence& evidence);

}  // namespace latchkey
