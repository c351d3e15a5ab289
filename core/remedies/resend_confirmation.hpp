#pragma once

#include "core/diagnosis/evidence.hpp"

namespace latchkey {

/// Would the diagnosed service's confirmation form mail what this customer needs? It needs such a
/// form and an account that has the asked address or waits for it. Not where both exist: Devise
/// looks for waiting addresses first, so the mail would carry the other account's link.
bool may_resend_confirmation(const Evidence& evidence);

}  // namespace latchkey
