#pragma once

#include "core/base/email_address.hpp"

#include <string>
#include <string_view>
#include <variant>

namespace latchkey::commands {

/// An address, or a sentence that says why this is none.
using TypedAddress = std::variant<EmailAddress, std::string>;

/// Reads one bare word. Curly apostrophes are straight ones to a person, and here. Nothing else is
/// corrected silently: letters of other alphabets that look like ours may be an attempt to reach
/// another account.
TypedAddress typed_address(std::string_view word);

}  // namespace latchkey::commands
