#pragma once

#include "core/base/email_address.hpp"

namespace latchkey {

/// An address that nobody has (RFC 2606, 2), to try systems with: nobody's data are read.
inline EmailAddress nobody() {
  return EmailAddress::parse("latchkey-doctor@nobody.invalid").value();
}

}  // namespace latchkey
