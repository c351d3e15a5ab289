#include "core/remedies/remedy_mail.hpp"

namespace latchkey {

MailKind mail_of(RemedyId remedy) {
  switch (remedy) {
    case RemedyId::resend_confirmation: return MailKind::confirmation;
    case RemedyId::send_password_reset: return MailKind::reset;
    case RemedyId::send_sign_in_link: return MailKind::sign_in_link;
    default: return MailKind::other;
  }
}

EmailAddress recipient_of(RemedyId remedy, const EmailAddress& asked, const AccountsFound& found) {
  if (remedy != RemedyId::resend_confirmation) return asked;
  for (const auto& row : found.rows) {
    if (!has_address(row, asked) || !row.unconfirmed_email.value()) continue;
    if (const auto changed = EmailAddress::parse(*row.unconfirmed_email.value())) return *changed;
  }
  return asked;
}

}  // namespace latchkey
