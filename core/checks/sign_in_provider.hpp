#pragma once

#include "core/diagnosis/evidence.hpp"
#include "core/diagnosis/finding.hpp"

namespace latchkey {

// Does the account have a password of its own?
//   evidence                                     finding
//   provider set, has_password false             problem  signs_in_through_provider, certain
//   provider set, has_password empty, not        problem  signs_in_through_provider, likely
//     there or not readable
//   provider set, has_password true              ok
//   no provider, has_password false              info: a reset mail sets the first one
//   no provider                                  ok
//   account directory did not answer             unanswered, with its reason; never ok
//   provider could not be read                   unanswered
//   the service has no provider, or it has no    not applicable
//     passwords (one_time_link)
//   no account has the address                   not applicable: other_addresses says so
CheckResult sign_in_provider(const Evidence& evidence);

}  // namespace latchkey
