#pragma once

#include "core/diagnosis/evidence.hpp"

namespace latchkey {

/// Would a reset mail help, and do no harm? It needs a password form and an account that is found
/// by the asked address, may have a password and is not kept out (blocked, not activated). Not
/// while the last reset is under 30 minutes old (a new one kills the old link), unless its mail
/// failed for good, nor where that cannot be seen.
bool may_send_password_reset(const Evidence& evidence);

}  // namespace latchkey
