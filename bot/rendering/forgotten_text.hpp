#pragma once

#include "core/ports/store.hpp"

#include <string>
#include <vector>

namespace latchkey::rendering {

/// What was forgotten of a customer, and which messages of the chat still hold the address. `links`
/// has one for each message, empty where it is not known.
std::string forgotten_text(const ForgottenCustomer& forgotten,
                           const std::vector<std::string>& links);

}  // namespace latchkey::rendering
