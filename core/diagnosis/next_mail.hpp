#pragma once

#include "core/diagnosis/evidence.hpp"
#include "core/diagnosis/mail.hpp"

#include <optional>
#include <vector>

namespace latchkey {

/// The mail that would bring the customer a step further.
struct NextMail {
  /// The service whose domain it would leave from; one of the evidence's.
  const ServiceEvidence* from = nullptr;
  /// What it would be for. Several where it cannot be told which of them is needed.
  std::vector<MailKind> kinds;

  /// Is it known which mail is needed?
  [[nodiscard]] bool known() const { return kinds.size() == 1; }
};

/// Which mail does the customer need next?
///
///   the diagnosed service's accounts                          the mail
///   have the address, never confirmed, or it waits for its
///     confirmation on another account                         a confirmation
///   have the address, without a password of its own, and its
///     identity provider is another of our services            that service's reset mail
///     its identity provider is none of ours                   none
///   have the address, otherwise                               a sign-in link where the service
///                                                             has no passwords, or else a reset
///   have no such address                                      none
///   did not answer                                            any of these
///   do not tell whether it was confirmed                      a confirmation, or as otherwise
std::optional<NextMail> next_mail(const Evidence& evidence);

/// Is the next mail one that the service has sent though the address stands on a suppression list?
bool is_sent_despite_suppression(const NextMail& next);

/// Do the suppression lists do to the next mail what they did to this one? A mail that was sent
/// despite them arrives where they hold another one back.
bool shows_what_lists_do(const NextMail& next, const Mail& mail);

/// The mail that shows whether the next one would arrive: the newest of its kinds, or one newer
/// than that, whatever it was for, that was refused by the recipient's server or held back by a
/// list that would do the same to the next one, and after which none was delivered. Nothing where
/// the log was not read or holds none.
std::optional<Mail> telling_mail(const NextMail& next);

}  // namespace latchkey
