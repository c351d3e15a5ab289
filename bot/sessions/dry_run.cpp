#include "bot/sessions/dry_run.hpp"

#include "core/diagnosis/suppression.hpp"
#include "core/remedies/remedy_mail.hpp"
#include "core/remedies/suppression_remedies.hpp"

namespace latchkey {
namespace {

const std::string& form_of(RemedyId remedy, const Service& site) {
  switch (mail_of(remedy)) {
    case MailKind::confirmation: return site.confirmation_form;
    case MailKind::reset: return site.password_form;
    case MailKind::sign_in_link:
    case MailKind::verification:
    case MailKind::other: return site.sign_in_link_form;
  }
  return site.sign_in_link_form;
}

}  // namespace

std::string would_do(RemedyId remedy, const Service& site) {
  if (const auto list = lifted_list(remedy)) {
    return "It would have taken that address off " + list_name(*list) + " of " + site.mail_domain +
           ".";
  }
  if (const auto list = returned_list(remedy)) {
    return "It would have put that address back on " + list_name(*list) + " of " +
           site.mail_domain + ".";
  }
  return "It would have sent the form " + form_of(remedy, site) + " with that address.";
}

}  // namespace latchkey
