#include "core/diagnosis/cause.hpp"

namespace latchkey {

std::string_view to_string(Cause cause) {
  switch (cause) {
    case Cause::account_unconfirmed: return "account_unconfirmed";
    case Cause::email_change_unconfirmed: return "email_change_unconfirmed";
    case Cause::reset_requested_elsewhere: return "reset_requested_elsewhere";
    case Cause::reset_not_requested: return "reset_not_requested";
    case Cause::reset_link_expired: return "reset_link_expired";
    case Cause::mail_bounced: return "mail_bounced";
    case Cause::mail_blocked: return "mail_blocked";
    case Cause::mail_suppressed: return "mail_suppressed";
    case Cause::mail_delayed: return "mail_delayed";
    case Cause::mail_rejected: return "mail_rejected";
    case Cause::other_address: return "other_address";
    case Cause::no_account: return "no_account";
    case Cause::account_locked: return "account_locked";
    case Cause::account_blocked: return "account_blocked";
    case Cause::login_not_activated: return "login_not_activated";
    case Cause::signs_in_through_provider: return "signs_in_through_provider";
    case Cause::nothing_found: return "nothing_found";
    case Cause::unknown: return "unknown";
  }
  return "";
}

std::string_view to_string(Confidence confidence) {
  switch (confidence) {
    case Confidence::certain: return "certain";
    case Confidence::likely: return "likely";
    case Confidence::possible: return "possible";
  }
  return "";
}

// Tens are the contract's numbered groups, units the order within a group.
int rank(Cause cause, bool address_has_account) {
  switch (cause) {
    case Cause::account_blocked: return 10;
    case Cause::login_not_activated: return 11;
    case Cause::email_change_unconfirmed: return address_has_account ? 51 : 20;
    case Cause::other_address: return address_has_account ? 70 : 21;
    case Cause::no_account: return 22;
    case Cause::signs_in_through_provider: return 30;
    case Cause::mail_suppressed: return 40;
    case Cause::mail_blocked: return 41;
    case Cause::mail_bounced: return 42;
    case Cause::mail_rejected: return 43;
    case Cause::mail_delayed: return 44;
    case Cause::account_unconfirmed: return 50;
    case Cause::account_locked: return 52;
    case Cause::reset_requested_elsewhere: return 60;
    case Cause::reset_link_expired: return 61;
    case Cause::reset_not_requested: return 62;
    case Cause::nothing_found: return 98;
    case Cause::unknown: return 99;
  }
  return 99;
}

}  // namespace latchkey
