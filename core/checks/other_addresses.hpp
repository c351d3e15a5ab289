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
//   in the mail logs, where the asked address
//     got no reset or sign-in link
//   a mail left for a look-alike of 0.5       evidence beside that one's account; info where no
//     or more                                 account of it is known
//   this could not be looked up               info: it decides nothing by itself
// The address that is worth a diagnosis of its own (`address_to_check`) gets a button for it.
// That no row has the address is a fact; how sure the other address is, its score says.
CheckResult other_addresses(const Evidence& evidence);

}  // namespace latchkey
