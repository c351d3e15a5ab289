#pragma once

#include "core/diagnosis/evidence.hpp"
#include "core/diagnosis/finding.hpp"

namespace latchkey {

// Does the address stand on a list of addresses that get no mail?
//   evidence on the domain of the next mail           finding
//   on a list, and no mail was tried since            problem  mail_suppressed, likely
//     that domain's log was not read, or it is not      possible
//       known which mail the customer needs
//     on the list of bounces                            with lift_suppression, then the mail
//     on the list of complaints or unsubscribes         with lift_complaint, lift_unsubscribe
//   the row belongs to a mail that did not arrive     none here: mail_delivery says so
//   on a list, and such a mail arrived since,         info: a side note
//     or the service tells the provider to ignore
//     its lists, or only mails with a tag are held,
//     or it is a bounce's and the address is on the
//     allowlist
//   on none                                           ok
//   on every domain
//   the lists could not be asked                      unanswered, with its reason
//   on a list of another domain, or no mail would     info
//     help the customer
// A row is no proof that a mail was held back: a sender may have the lists ignored for some of its
// mails. Which mail is the next: core/diagnosis/next_mail.hpp.
CheckResult suppression_lists(const Evidence& evidence);

}  // namespace latchkey
