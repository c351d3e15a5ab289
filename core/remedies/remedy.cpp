#include "core/remedies/remedy.hpp"

namespace latchkey {

std::string_view to_string(RemedyId remedy) {
  switch (remedy) {
    case RemedyId::resend_confirmation: return "resend_confirmation";
    case RemedyId::send_password_reset: return "send_password_reset";
  }
  return "";
}

std::string_view label(RemedyId remedy) {
  switch (remedy) {
    case RemedyId::resend_confirmation: return "Resend confirmation";
    case RemedyId::send_password_reset: return "Send password reset";
  }
  return "";
}

}  // namespace latchkey
