#pragma once

#include <string_view>

namespace latchkey {

/// Why a customer cannot sign in: the contract's fixed vocabulary.
enum class Cause {
  account_unconfirmed,
  email_change_unconfirmed,
  reset_requested_elsewhere,
  reset_not_requested,
  reset_link_expired,
  mail_bounced,
  mail_blocked,
  mail_suppressed,
  mail_delayed,
  mail_rejected,
  other_address,
  no_account,
  account_locked,
  account_blocked,
  login_not_activated,
  signs_in_through_provider,
  nothing_found,
  unknown
};

/// How sure a finding is.
enum class Confidence { certain, likely, possible };

/// The names that scripts see ("account_unconfirmed", "certain").
std::string_view to_string(Cause cause);
std::string_view to_string(Confidence confidence);

/// The contract's order of causes ("Order, where several hold"): smaller stands first among
/// findings of one confidence. Two causes stand in two places: a waiting address change and
/// another address explain everything where no account has the asked address, and little where
/// one has (`address_has_account`).
int rank(Cause cause, bool address_has_account = true);

}  // namespace latchkey
