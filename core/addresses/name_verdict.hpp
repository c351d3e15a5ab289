#pragma once

#include "core/base/email_address.hpp"

#include <string_view>

namespace latchkey {

/// What an account's name says about whose address is asked for.
enum class NameVerdict {
  silent,           ///< no name, one in letters that cannot be compared, or too little to compare
  agrees,           ///< first name and surname are the asked person's, both written whole
  one_contradicts,  ///< a first name or a surname is another person's
  both_contradict   ///< nothing is shared
};

/// Compares the name of an account with the asked person's: with `own_name`, the one on an account
/// that has the asked address, or where that is empty with what the address itself says.
NameVerdict name_verdict(std::string_view row_name, std::string_view own_name,
                         const EmailAddress& asked);

}  // namespace latchkey
