#pragma once

#include "core/diagnosis/evidence.hpp"

namespace latchkey {

/// Would a one-time sign-in link help? It needs a service without passwords that has the form, and
/// an account that has the asked address and is not kept out (blocked, not activated). Not while
/// the last link is under 30 minutes old, unless its mail failed for good, nor where that cannot
/// be seen.
bool may_send_sign_in_link(const Evidence& evidence);

}  // namespace latchkey
