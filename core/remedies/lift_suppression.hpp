#pragma once

#include "core/diagnosis/evidence.hpp"
#include "core/remedies/remedy.hpp"

namespace latchkey {

/// Would taking the address off the list of bounces let the next mail through? It needs a row
/// there and on no other list, on the domain that the customer's next mail leaves from, and a
/// service that minds its lists for that mail. Complaints and unsubscribes are the customer's will,
/// and never lifted here.
bool may_lift_suppression(const Evidence& evidence);

/// Would another mail of this remedy be held back, and may no list be lifted that does so? Then it
/// is not worth sending.
bool is_held_back(const Evidence& evidence, RemedyId remedy);

/// Did the recipient's server say that there is no such mailbox (5.1.1, RFC 3463), in the row's own
/// words or in the log? Then a lifted row comes back with the next mail, as a rule.
bool has_no_mailbox(const Evidence& evidence);

}  // namespace latchkey
