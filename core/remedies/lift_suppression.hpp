#pragma once

#include "core/diagnosis/evidence.hpp"
#include "core/remedies/remedy.hpp"

#include <vector>

namespace latchkey {

/// Would taking the address off the list of bounces let the next mail through? It needs a row
/// there and on no other list, on the domain that the customer's next mail leaves from, and a
/// service that minds its lists for that mail.
bool may_lift_suppression(const Evidence& evidence);

/// The lists to take the address off, in their order, so that the next mail is let through: the
/// list of bounces where `may_lift_suppression`. Else complaints and unsubscribes, which are the
/// customer's will (`is_against_wish`) and come first: a bounce is only worth lifting after them.
std::vector<RemedyId> lifts(const Evidence& evidence);

/// Would another mail of this remedy be held back, and may no list be lifted that does so? Then it
/// is not worth sending.
bool is_held_back(const Evidence& evidence, RemedyId remedy);

/// Did the recipient's server say that there is no such mailbox (5.1.1, RFC 3463), in the row's own
/// words or in the log? Then a lifted row comes back with the next mail, as a rule.
bool has_no_mailbox(const Evidence& evidence);

}  // namespace latchkey
