#pragma once

#include "core/diagnosis/next_mail.hpp"
#include "core/diagnosis/suppression.hpp"

#include <vector>

namespace latchkey {

/// The rows that would hold the next mail back, in the order of the lists: bounces, complaints,
/// unsubscribes. None where the lists could not be asked, and none that is ignored: the service
/// tells the provider so for that mail and the log shows no other, `was_ignored`, or
/// `is_overruled`.
std::vector<Suppression> holding_rows(const NextMail& next);

/// Is it a row of a bounce while the address is on the allowlist, which keeps addresses off the
/// list of bounces (Mailgun's Allowlist API)? Not where the log shows that a mail was held back
/// because of it all the same.
bool is_overruled(const NextMail& next, const Suppression& row);

/// Did a mail of the needed kind arrive although the row was there, and was none held back since?
/// Not of a kind that is sent despite the lists, where the next mail may be another.
bool was_ignored(const NextMail& next, const Suppression& row);

/// "on the bounce list, put there 12 days ago: 550 5.1.1 user unknown".
std::string row_words(const Suppression& row, TimePoint now);

}  // namespace latchkey
