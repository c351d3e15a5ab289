#pragma once

#include "core/addresses/name_change.hpp"
#include "core/base/email_address.hpp"

#include <string>
#include <string_view>
#include <vector>

namespace latchkey {

/// How alike two addresses are, and in which ways they differ.
struct Likeness {
  /// 0 (strangers) to 1 (the same address).
  double score = 0;
  /// The one that tells most first. Empty for strangers, and for the same address.
  std::vector<Change> changes = {};

  /// "separator": the first change's word, "same" for the same address, empty for strangers.
  [[nodiscard]] std::string reason() const;
  /// "same name, other separator"; empty for strangers.
  [[nodiscard]] std::string explanation() const;
};

/// Judged by the addresses alone. The score is 0.98 less what each difference costs: in the names
/// (`match_names`), the tag, the number, the domain. Mailboxes of a task (sales@, info@) are the
/// same one or none. Symmetric.
Likeness likeness(const EmailAddress& asked, const EmailAddress& other);

/// The same with the names that are known: `row_name` of the account that has the other address,
/// `own_name` of an account that has the asked one; either may be empty. What they share makes up
/// for some of what the addresses leave open; a first name or a surname that contradicts costs 0.3,
/// both 0.45.
Likeness likeness(const EmailAddress& asked, std::string_view own_name, const EmailAddress& other,
                  std::string_view row_name);

}  // namespace latchkey
