#pragma once

#include "core/diagnosis/evidence.hpp"
#include "core/diagnosis/mail.hpp"

#include <optional>

namespace latchkey {

/// A password reset that the diagnosed service was asked for.
struct Reset {
  TimePoint at;
  /// Nothing where only the account says that one was asked for.
  std::optional<Mail> mail;
};

/// The newest one in the window, told by its mail or by the account; nothing where neither shows
/// one.
std::optional<Reset> newest_reset(const Evidence& evidence);

/// The newest reset mail that left from a service other than the diagnosed one.
struct ResetElsewhere {
  Service service;
  Mail mail;
};
std::optional<ResetElsewhere> newest_reset_elsewhere(const Evidence& evidence);

/// Was a mail that left the diagnosed service at this time used since? Told by a sign-in after
/// it, or for a reset by `reset_password_sent_at` gone again. False where the accounts do not tell.
bool was_used(const Evidence& evidence, const Mail& mail);

}  // namespace latchkey
