#pragma once

#include "core/base/expected.hpp"
#include "core/diagnosis/account.hpp"
#include "core/diagnosis/mail_event.hpp"
#include "core/diagnosis/mail_retention.hpp"
#include "core/diagnosis/service.hpp"
#include "core/diagnosis/suppression.hpp"

#include <chrono>
#include <optional>
#include <vector>

namespace latchkey {

/// What one service's systems answered. An `Error` is "could not ask", which no check may read as
/// "nothing there".
struct ServiceEvidence {
  Service service;
  Expected<AccountsFound> accounts;
  Expected<MailHistory> mail;
  Expected<SuppressionsFound> suppressions;
  /// When each was asked; nothing where it did not answer.
  std::optional<TimePoint> accounts_asked_at = {};
  std::optional<TimePoint> mail_asked_at = {};
  std::optional<TimePoint> suppressions_asked_at = {};
  /// Mail that left for addresses like the asked one (`MailLog::accepted_for`).
  Expected<MailHistory> mail_to_look_alikes = MailHistory{};
  std::optional<TimePoint> mail_to_look_alikes_asked_at = {};
};

/// Everything that is known when the checks begin. Plain values: a check needs nothing else.
struct Evidence {
  EmailAddress asked;
  Window window;
  TimePoint now;
  /// The diagnosed service first.
  std::vector<ServiceEvidence> services;
  /// What is older than this, the mail logs have forgotten.
  std::chrono::seconds mail_log_retention = k_longest_mail_log_retention;

  [[nodiscard]] const ServiceEvidence& diagnosed() const { return services.front(); }
};

/// The rows of one service that sign in with the asked address.
std::vector<Account> accounts_of(const ServiceEvidence& evidence, const EmailAddress& address);

/// The one of them that a sign-in finds: stored exactly so, before stored with capitals, before a
/// secondary address (Devise folds what is typed, not what is stored). Nothing where no row has
/// the address or the directory could not be asked.
std::optional<Account> account_of(const ServiceEvidence& evidence, const EmailAddress& address);

/// The account that signs in with another address and on which this one waits for its
/// confirmation; the lowest id, where several wait.
std::optional<Account> awaiting_account(const ServiceEvidence& evidence,
                                        const EmailAddress& address);

}  // namespace latchkey
