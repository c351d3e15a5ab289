#pragma once

#include "core/base/email_address.hpp"

#include <vector>

namespace latchkey {

/// The addresses under which the same person may have signed up, the likelier ones first: other
/// ways to write the local part (`local_spellings`) at the domains that belong together
/// (`domain_spellings`). The asked address itself comes first; at most 640, of which directories
/// with one question per spelling ask for the first few.
std::vector<EmailAddress> look_alikes(const EmailAddress& asked);

}  // namespace latchkey
