#include "bot/rendering/remedy_words.hpp"

namespace latchkey::rendering {

RemedyWords words(RemedyId remedy) {
  switch (remedy) {
    case RemedyId::resend_confirmation:
      return {"confirmation",
              "",
              "to resend the confirmation for ",
              "is resending the confirmation for ",
              "resent the confirmation for ",
              "would resend the confirmation for "};
    case RemedyId::send_password_reset:
      return {"password reset",
              "",
              "to send a password reset for ",
              "is sending a password reset for ",
              "sent a password reset for ",
              "would send a password reset for "};
    case RemedyId::send_sign_in_link:
      return {"sign-in link",
              "",
              "to send a sign-in link for ",
              "is sending a sign-in link for ",
              "sent a sign-in link for ",
              "would send a sign-in link for "};
    case RemedyId::lift_suppression:
      return {"suppression",
              "lifted",
              "to lift the suppression of ",
              "is lifting the suppression of ",
              "lifted the suppression of ",
              "would lift the suppression of "};
    case RemedyId::lift_complaint:
      return {"complaint",
              "lifted",
              "to lift the complaint of ",
              "is lifting the complaint of ",
              "lifted the complaint of ",
              "would lift the complaint of "};
    case RemedyId::lift_unsubscribe:
      return {"unsubscribe",
              "lifted",
              "to lift the unsubscribe of ",
              "is lifting the unsubscribe of ",
              "lifted the unsubscribe of ",
              "would lift the unsubscribe of "};
    case RemedyId::put_back_bounce:
      return {"suppression",
              "put back",
              "to put back the suppression of ",
              "is putting back the suppression of ",
              "put back the suppression of ",
              "would put back the suppression of "};
    case RemedyId::put_back_complaint:
      return {"complaint",
              "put back",
              "to put back the complaint of ",
              "is putting back the complaint of ",
              "put back the complaint of ",
              "would put back the complaint of "};
    case RemedyId::put_back_unsubscribe:
      return {"unsubscribe",
              "put back",
              "to put back the unsubscribe of ",
              "is putting back the unsubscribe of ",
              "put back the unsubscribe of ",
              "would put back the unsubscribe of "};
    case RemedyId::check_other_address: break;  // it has a line of its own
  }
  return {};
}

}  // namespace latchkey::rendering
