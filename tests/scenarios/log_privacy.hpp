#pragma once

#include <string>
#include <vector>

namespace latchkey::scenarios {

/// What of this log must not be in any: addresses of customers that are not masked
/// ("j***@acme.example"), and the sandbox's tokens and keys.
std::vector<std::string> private_parts(const std::string& log);

}  // namespace latchkey::scenarios
