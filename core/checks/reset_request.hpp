#pragma once

#include "core/diagnosis/evidence.hpp"
#include "core/diagnosis/finding.hpp"

namespace latchkey {

// Where was the newest password reset asked for?
//   evidence                                     finding
//   newest reset mail left from another          problem  reset_requested_elsewhere, certain
//     service's domain, none or older here         (send_password_reset)
//     this service's accounts did not answer,      possible
//     or only they tell of an older reset here,
//     or the customer has signed in here since
//     the account signs in through that one,       info: mail_delivery says what became of it
//     and its mail failed or is delayed
//   newest reset mail left from here             ok; info while it is not used, and where another
//                                                  service's log could not be read
//     it arrived, was not used, and its link's     problem  reset_link_expired, certain
//       lifetime is over                             (send_password_reset)
//     the account does not note it, and a newer      likely
//       one may not be visible yet
//     another service's log, or this service's       possible
//       accounts did not answer
//   several within the link's lifetime           info besides: only the newest link works
//   no reset mail from any domain                problem  reset_not_requested, likely; certain
//                                                  once the window's last half hour is visible
//     another service's mail log, or this          possible
//     service's accounts did not answer, or
//     the window is older than the logs
//   signed in within the last 24 hours: info for reset_not_requested and reset_link_expired
//     the account says that one was asked for      problem, possible: no mail left; info within
//                                                  half an hour: not visible yet, and where the
//                                                  log does not go back so far
//     the service has no passwords                 ok (send_sign_in_link)
//   this service's mail log did not answer, or   unanswered, with its reason; what the other
//     was not read far enough back                 services' logs show stays info
// A reset is told by its mail's subject, its time by the mail or the account's
// reset_password_sent_at, whichever is newer. That a certain cause explains why none was asked for
// (no account, say), the conclusion weighs.
CheckResult reset_request(const Evidence& evidence);

}  // namespace latchkey
