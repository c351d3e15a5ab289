#include "core/remedies/remedy.hpp"

namespace latchkey {

std::string_view to_string(RemedyId remedy) {
  switch (remedy) {
    case RemedyId::resend_confirmation: return "resend_confirmation";
    case RemedyId::send_password_reset: return "send_password_reset";
    case RemedyId::send_sign_in_link: return "send_sign_in_link";
    case RemedyId::lift_suppression: return "lift_suppression";
  }
  return "";
}

std::optional<RemedyId> parse_remedy(std::string_view name) {
  for (const auto remedy : {RemedyId::resend_confirmation, RemedyId::send_password_reset,
                            RemedyId::send_sign_in_link, RemedyId::lift_suppression}) {
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
  }
  return "";
}

bool sends_mail(RemedyId remedy) {
  return remedy != RemedyId::lift_suppression;
}

}  // namespace latchkey
