#include "core/remedies/remedy.hpp"

namespace latchkey {

std::string_view to_string(RemedyId remedy) {
  switch (remedy) {
    case RemedyId::resend_confirmation: return "resend_confirmation";
    case RemedyId::send_password_reset: return "send_password_reset";
    case RemedyId::send_sign_in_link: return "send_sign_in_link";
    case RemedyId::lift_suppression: return "lift_suppression";
    case RemedyId::check_other_address: return "check_other_address";
  }
  return "";
}

std::optional<RemedyId> parse_remedy(std::string_view name) {
  for (const auto remedy :
       {RemedyId::resend_confirmation, RemedyId::send_password_reset, RemedyId::send_sign_in_link,
        RemedyId::lift_suppression, RemedyId::check_other_address}) {
    if (to_string(remedy) == name) return remedy;
  }
  return std::nullopt;
}

std::string_view label(RemedyId remedy) {
  switch (remedy) {
    case RemedyId::resend_confirmation: return "Resend confirmation";
    case RemedyId::send_password_reset: return "Send password reset";
    case RemedyId::send_sign_in_link: return "Send sign-in link";
    case RemedyId::lift_suppression: return "Lift suppression";
    case RemedyId::check_other_address: return "Check the other address";
  }
  return "";
}

bool sends_mail(RemedyId remedy) {
  return remedy != RemedyId::lift_suppression && !only_looks(remedy);
}

bool only_looks(RemedyId remedy) {
  return remedy == RemedyId::check_other_address;
}

}  // namespace latchkey
