#pragma once

#include "core/diagnosis/evidence.hpp"
#include "core/diagnosis/finding.hpp"

namespace latchkey {

// Did an administrator block the account?
//   evidence                              finding
//   state is blocked, banned or           problem  account_blocked, certain
//     deactivated, in the site's words
//     (large letters do not count)
//   state is a word that we do not know   info: the word as it is
//   state is active, or empty             ok
//   account directory did not answer      unanswered, with its reason; never ok
//   state could not be read               unanswered
//   the service has no state              not applicable
//   no account has the address            not applicable: other_addresses says so
// Why it was blocked stands in the site's own pages and is never repeated here. A state that is
// about a lock is for account_locked.
CheckResult account_blocked(const Evidence& evidence);

}  // namespace latchkey
