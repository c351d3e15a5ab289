#pragma once

#include "core/base/email_address.hpp"

#include <string_view>
#include <vector>

namespace latchkey::commands {

/// All distinct addresses in a message, in its order; at most ten, since a person has to choose
/// one. Where a link's label and target differ, neither counts.
std::vector<EmailAddress> find_addresses(std::string_view text);

}  // namespace latchkey::commands
