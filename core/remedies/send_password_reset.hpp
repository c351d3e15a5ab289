#pragma once

#include "core/diagnosis/evidence.hpp"

namespace latchkey {

/// Would a reset mail help, and do no harm? It needs a password form and an account that is found
/// by the asked address and may have a password. Not while the last reset is under 30 minutes old
/// (a new one kills the old link), nor where that cannot be seen.
bool may_send_password_reset(const Evidence& evidence);

}  // namespace latchkey
