#include "core/remedies/resend_confirmation.hpp"

namespace latchkey {

bool may_resend_confirmation(const Evidence& evidence) {
  const auto& here = evidence.diagnosed();
  // Where it cannot be told, the form might mail another account's link.
  if (here.accounts && here.accounts->waiting_unknown) return false;
  const bool has_account = account_of(here, evidence.asked).has_value();
  const bool waits_elsewhere = awaiting_account(here, evidence.asked).has_value();
  return !here.service.confirmation_form.empty() && has_account != waits_elsewhere;
}

}  // namespace latchkey
