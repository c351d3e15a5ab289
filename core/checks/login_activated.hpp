#pragma once

#include "core/diagnosis/evidence.hpp"
#include "core/diagnosis/finding.hpp"

namespace latchkey {

// May the account sign in at all?
//   evidence                              finding
//   login_activated false                 problem  login_not_activated, certain
//   login_activated empty                 problem  login_not_activated, likely
//   login_activated true                  ok
//   account directory did not answer      unanswered, with its reason; never ok
//   login_activated could not be read     unanswered
//   the service has no login_activated    not applicable
//   no account has the address            not applicable: other_addresses says so
// Such an account was bought through a reseller or a marketplace, or was switched off on purpose:
// its history tells, and a person decides. Neither a confirmation nor a reset helps.
CheckResult login_activated(const Evidence& evidence);

}  // namespace latchkey
