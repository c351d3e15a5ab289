#pragma once

#include "core/diagnosis/cause.hpp"
#include "core/diagnosis/next_mail.hpp"
#include "core/diagnosis/suppression.hpp"

#include <optional>
#include <vector>

namespace latchkey {

/// Why the customer's next mail is not to be expected, as far as the log shows.
struct MailTrouble {
  Mail mail;
  Cause cause;
  Confidence confidence;
  /// The rows of the suppression lists that belong to it: those that hold such mail back, or the
  /// one that its bounce made.
  std::vector<Suppression> rows = {};
};

/// What is wrong with the mail that tells about the next one (`telling_mail`):
///
///   its fate                                       cause
///   held back by a suppression list                mail_suppressed, certain
///   refused for our sending address (block list)   mail_blocked, certain
///   refused by the recipient's server, at once     mail_bounced, certain
///     or afterwards, or given up after retries
///   failed for good, nobody knows why              mail_bounced, likely
///   refused by the provider, its list quality      mail_rejected, certain
///   being retried                                  mail_delayed, certain; possible where the last
///                                                  try is older than the provider's retries last
///   accepted over 30 minutes ago, nothing since    mail_delayed, possible
///   anything else, or used in spite of it          nothing
///
/// Possible at most where it is not known which mail the customer needs.
std::optional<MailTrouble> mail_trouble(const Evidence& evidence, const NextMail& next);

}  // namespace latchkey
