#pragma once

#include <optional>
#include <string_view>

namespace latchkey {

/// Something a person can have done about a finding, once for each diagnosis. The names are the
/// contract's.
enum class RemedyId {
  resend_confirmation,
  send_password_reset,
  send_sign_in_link,
  lift_suppression,  ///< takes the address off the list of bounces
  lift_complaint,
  lift_unsubscribe,
  put_back_bounce,  ///< undoes a lift, with the row as it was
  put_back_complaint,
  put_back_unsubscribe,
  check_other_address  ///< the same question about the address that the account seems to have
};

/// "resend_confirmation": in JSON, the store and button actions.
std::string_view to_string(RemedyId remedy);

/// The remedy of that name, or nothing.
std::optional<RemedyId> parse_remedy(std::string_view name);

/// "Resend confirmation": what the button says; of `check_other_address`, which names the address
/// (`OfferedRemedy`), "Check the other address".
std::string_view label(RemedyId remedy);

/// Does the customer get a mail by it? If not, it counts for no limit of mails.
bool sends_mail(RemedyId remedy);

/// Is nothing changed by it, neither for the customer nor in any system? Then whoever may ask may
/// have it done, and alone.
bool only_looks(RemedyId remedy);

}  // namespace latchkey
