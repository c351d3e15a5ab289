#pragma once

#include "core/diagnosis/evidence.hpp"
#include "core/diagnosis/finding.hpp"

namespace latchkey {

// Did the mail arrive that the customer needs next?
//   evidence                                        finding
//   the newest of its kind, or a newer mail that    problem  mail_suppressed, mail_blocked,
//     bounced or was suppressed, did not arrive       mail_bounced, mail_rejected or mail_delayed
//                                                     (core/diagnosis/mail_trouble.hpp)
//     it was suppressed or bounced, and the           with lift_suppression where that row may be
//       address is on the list of bounces             lifted, then the mail once more
//       or of complaints or unsubscribes              with lift_complaint, lift_unsubscribe alone
//   accepted within half an hour, nothing since     info: not visible yet
//   the customer reported it as spam                info
//   it arrived, or there is none                    ok
//   the domain's mail log did not answer, or was    unanswered, with its reason
//     cut off before such a mail
//   no account has or awaits the address            info where its newest mail failed for good,
//                                                     or else nothing: no mail would help
// Which mail that is, and which domain it leaves from: core/diagnosis/next_mail.hpp.
CheckResult mail_delivery(const Evidence& evidence);

}  // namespace latchkey
