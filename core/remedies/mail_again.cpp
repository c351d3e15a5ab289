#include "core/remedies/mail_again.hpp"

#include "core/remedies/resend_confirmation.hpp"
#include "core/remedies/send_password_reset.hpp"
#include "core/remedies/send_sign_in_link.hpp"

namespace latchkey {

std::optional<RemedyId> mail_again(const Evidence& evidence, MailKind kind) {
  if (kind == MailKind::confirmation && may_resend_confirmation(evidence)) {
    return RemedyId::resend_confirmation;
  }
  if (kind == MailKind::reset && may_send_password_reset(evidence)) {
    return RemedyId::send_password_reset;
  }
  if (kind == MailKind::sign_in_link && may_send_sign_in_link(evidence)) {
    return RemedyId::send_sign_in_link;
  }
  return std::nullopt;
}

}  // namespace latchkey
