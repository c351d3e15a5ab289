#pragma once

#include "core/base/expected.hpp"
#include "core/diagnosis/account.hpp"
#include "core/diagnosis/mail_event.hpp"
#include "core/diagnosis/service.hpp"

#include <vector>

namespace latchkey {

/// What one service's systems answered. An `Error` is "could not ask", which no check may read as
/// "nothing there".
struct ServiceEvidence {
  Service service;
  Expected<AccountsFound> accounts;
  Expected<MailHistory> mail;
};

/// Everything that is known when the checks begin. Plain values: a check needs nothing else.
struct Evidence {
  EmailAddress asked;
  Window window;
  TimePoint now;
  /// The diagnosed service first.
  std::vector<ServiceEvidence> services;

  [[nodiscard]] const ServiceEvidence& diagnosed() const { return services.front(); }
};

/// The rows of one service that sign in with the asked address.
std::vector<Account> accounts_of(const ServiceEvidence& evidence, const EmailAddress& address);

}  // namespace latchkey
