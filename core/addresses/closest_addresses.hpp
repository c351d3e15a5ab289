#pragma once

#include "core/base/email_address.hpp"

#include <string>
#include <vector>

namespace latchkey {

/// Of the addresses that a search came upon, those that may be the asked person's (0.5 and up by
/// the addresses alone), the most alike first, each once, at most `at_most`. The asked address
/// itself, in whatever case it is stored, always stands first. `addresses` are as stored.
std::vector<std::string> closest_addresses(const EmailAddress& asked,
                                           std::vector<std::string> addresses, std::size_t at_most);

}  // namespace latchkey
