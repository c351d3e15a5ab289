#include "core/checks/reset_request.hpp"

#include "core/checks/reset_findings.hpp"
#include "core/diagnosis/mail_coverage.hpp"
#include "core/diagnosis/mail_trouble.hpp"
#include "core/diagnosis/resets.hpp"

#include <utility>

namespace latchkey {
namespace {

bool never_signs_in_with_password(const Evidence& evidence) {
  return evidence.diagnosed().service.sign_in == SignIn::one_time_link;
}

/// Is it certain that no newer reset mail left from here than what we saw? The log tells, or an
/// older reset that the account still notes: a newer one would have taken its place.
bool sees_all_since(const Evidence& evidence, TimePoint at, const std::optional<Reset>& here) {
  const auto read_since = mail_read_since(evidence, evidence.diagnosed());
  const bool account_tells = here && !here->mail;
  return account_tells || (read_since && *read_since <= at);
}

/// The account notes a reset, and the log, which could be read and goes back to it, has no mail of
/// it.
bool mail_is_missing(const Evidence& evidence, const Reset& here) {
  return !here.mail && !unread_because(evidence.diagnosed()) &&
         evidence.now - here.at >= k_not_visible_yet && here.at >= visible_since(evidence);
}

/// The account signs in through that service, and its reset mail did not arrive: then the customer
/// asked on the right site, and `mail_delivery` says what became of the mail.
bool failed_at_provider(const Evidence& evidence, const ResetElsewhere& elsewhere) {
  const auto next = next_mail(evidence);
  if (!next || next->from->service.name != elsewhere.service.name) return false;
  const auto trouble = mail_trouble(evidence, *next);
  return trouble && trouble->mail.at == elsewhere.mail.at;
}

}  // namespace

CheckResult reset_request(const Evidence& evidence) {
  const auto here = newest_reset(evidence);
  const auto elsewhere = newest_reset_elsewhere(evidence);

  if (elsewhere && (!here || here->at < elsewhere->mail.at)) {
    if (failed_at_provider(evidence, *elsewhere)) {
      return {{seen_at_provider(evidence, *elsewhere)}};
    }
    if (sees_all_since(evidence, elsewhere->mail.at, here)) {
      return {{requested_elsewhere(evidence, *elsewhere, here)}};
    }
    return {{seen_elsewhere(evidence, *elsewhere), own_log_unread(evidence)}};
  }
  if (here && mail_is_missing(evidence, *here)) {
    if (elsewhere) return {{requested_elsewhere(evidence, *elsewhere, here)}};
    return {{requested_without_mail(evidence, *here)}};
  }
  if (here) return {requested_here(evidence, *here)};
  if (unread_because(evidence.diagnosed())) return {{own_log_unread(evidence)}};
  if (never_signs_in_with_password(evidence)) return {{no_password_to_reset(evidence)}};
  return {{not_requested(evidence)}};
}

}  // namespace latchkey
