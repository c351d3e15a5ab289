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
  put_back_unsubscribe
};

/// "resend_confirmation": in JSON, the store and button actions.
std::string_view to_string(RemedyId remedy);

/// The remedy of that name, or nothing.
std::optional<RemedyId> parse_remedy(std::string_view name);

/// "Resend confirmation": what the button says.
std::string_view label(RemedyId remedy);

/// Does the customer get a mail by it? If not, it counts for no limit of mails.
bool sends_mail(RemedyId remedy);

}  // namespace latchkey
