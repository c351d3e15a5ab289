#pragma once

#include "core/diagnosis/evidence.hpp"
#include "core/diagnosis/finding.hpp"

namespace latchkey {

// Does a changed address wait for its confirmation?
//   evidence                                          finding
//   the account's unconfirmed_email is set            problem  email_change_unconfirmed, certain
//   no row has the address, but it is somebody's      problem  email_change_unconfirmed, certain
//     unconfirmed_email
//   a row has the address, and it is also another     info: a resend would mail the other
//     row's unconfirmed_email                           account's link
//   neither                                           ok
//   account directory did not answer                  unanswered, with its reason; never ok
//   unconfirmed_email could not be read               unanswered
//   the service has no unconfirmed_email, or none     not applicable
//     that can be told without a row
// The problems offer resend_confirmation where the service has the form; the mail goes to the new
// address (Devise, Confirmable#send_reconfirmation_instructions).
CheckResult email_change(const Evidence& evidence);

}  // namespace latchkey
