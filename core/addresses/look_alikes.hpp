#pragma once

#include "core/base/email_address.hpp"

#include <string>
#include <vector>

namespace latchkey {

/// The spellings under which the same person may have signed up: other separators between the
/// names (`first.last`, `first_last`, `first-last`, `firstlast`) and without or with the plus tag.
/// The asked address itself comes first. At most 16, so that directories with one search per
/// spelling stay within their rate limits.
std::vector<EmailAddress> look_alikes(const EmailAddress& asked);

/// How alike two addresses are, and in which way.
struct Likeness {
  /// "separator", "plus_tag"; "same" for the same address; empty for strangers.
  std::string reason;
  /// 0 (strangers) to 1 (the same address).
  double score = 0;
};

Likeness likeness(const EmailAddress& asked, const EmailAddress& other);

}  // namespace latchkey
