#pragma once

#include "core/base/email_address.hpp"
#include "core/diagnosis/diagnosis.hpp"
#include "core/diagnosis/evidence.hpp"

#include <optional>
#include <string>
#include <vector>

namespace latchkey {

/// Of the accounts under other addresses, the one to look at first: of those on the diagnosed
/// service that are presented as the same person's, the one with a subscription, which is what the
/// customer wants to reach; where there are none, the most alike of all. Nothing where `others`
/// (`other_accounts`, the most alike first) is empty. Points into `others`.
const OtherAccount* account_to_check(const std::vector<OtherAccount>& others,
                                     const std::string& diagnosed);

/// The address that is worth a diagnosis of its own: that account's, or where none is known the
/// most alike one that a mail left for (`mailed_look_alikes`).
std::optional<EmailAddress> address_to_check(const Evidence& evidence,
                                             const std::vector<OtherAccount>& others);

}  // namespace latchkey
