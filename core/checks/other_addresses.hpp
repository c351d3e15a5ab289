#pragma once

#include "core/diagnosis/evidence.hpp"
#include "core/diagnosis/finding.hpp"

namespace latchkey {

// Does the person have an account under another address, or none at all?
//   evidence on the diagnosed service         finding
//   no row has the address, and
//     it waits as an unconfirmed_email        none here: email_change says so
//     a look-alike scores 0.75 or more        problem  other_address, certain; the one with a
//                                             subscription is named, where one has it
//     neither                                 problem  no_account, certain
//     whether it waits was not answered       unanswered; never no_account, and other_address is
//                                             likely at most
//   a row has it, and a look-alike
//     scores 0.75 or more                     problem  other_address, possible
//   a look-alike scores 0.5 to 0.75           info
//   account directory did not answer          unanswered, with its reason; never no_account
//   none of these                             ok
//   on every other service
//   a row has the address, or a look-alike    info
//   account directory did not answer          unanswered, with its reason
// That no row has the address is a fact; how sure the other address is, its score says.
CheckResult other_addresses(const Evidence& evidence);

}  // namespace latchkey
