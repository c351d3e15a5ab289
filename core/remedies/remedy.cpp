#include "core/remedies/remedy.hpp"

#include <algorithm>
#include <array>

namespace latchkey {
namespace {

struct RemedyNames {
  RemedyId remedy;
  std::string_view name;
  std::string_view label;
};

constexpr std::array k_remedies = {
    RemedyNames{RemedyId::resend_confirmation, "resend_confirmation", "Resend confirmation"},
    RemedyNames{RemedyId::send_password_reset, "send_password_reset", "Send password reset"},
    RemedyNames{RemedyId::send_sign_in_link, "send_sign_in_link", "Send sign-in link"},
    RemedyNames{RemedyId::lift_suppression, "lift_suppression", "Lift suppression"},
    RemedyNames{RemedyId::lift_complaint, "lift_complaint", "Lift complaint"},
    RemedyNames{RemedyId::lift_unsubscribe, "lift_unsubscribe", "Lift unsubscribe"},
    RemedyNames{RemedyId::put_back_bounce, "put_back_bounce", "Put back"},
    RemedyNames{RemedyId::put_back_complaint, "put_back_complaint", "Put complaint back"},
    RemedyNames{RemedyId::put_back_unsubscribe, "put_back_unsubscribe", "Put unsubscribe back"},
    RemedyNames{RemedyId::check_other_address, "check_other_address", "Check the other address"}};

const RemedyNames& names_of(RemedyId remedy) {
  return *std::find_if(k_remedies.begin(), k_remedies.end(),
                       [&](const RemedyNames& names) { return names.remedy == remedy; });
}

}  // namespace

std::string_view to_string(RemedyId remedy) {
  return names_of(remedy).name;
}

std::optional<RemedyId> parse_remedy(std::string_view name) {
  const auto* found = std::find_if(k_remedies.begin(), k_remedies.end(),
                                   [&](const RemedyNames& names) { return names.name == name; });
  if (found == k_remedies.end()) return std::nullopt;
  return found->remedy;
}

std::string_view label(RemedyId remedy) {
  return names_of(remedy).label;
}

bool sends_mail(RemedyId remedy) {
  return remedy == RemedyId::resend_confirmation || remedy == RemedyId::send_password_reset ||
         remedy == RemedyId::send_sign_in_link;
}

bool only_looks(RemedyId remedy) {
  return remedy == RemedyId::check_other_address;
}

}  // namespace latchkey
