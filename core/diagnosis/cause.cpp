#include "core/diagnosis/cause.hpp"

namespace latchkey {

std::string_view to_string(Cause cause) {
  switch (cause) {
    case Cause::account_unconfirmed: return "account_unconfirmed";
    case Cause::email_change_unconfirmed: return "email_change_unconfirmed";
    case Cause::reset_requested_elsewhere: return "reset_requested_elsewhere";
    case Cause::reset_not_requested: return "reset_not_requested";
    case Cause::other_address: return "other_address";
    case Cause::no_account: return "no_account";
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
    case Cause::email_change_unconfirmed: return address_has_account ? 51 : 20;
    case Cause::other_address: return address_has_account ? 70 : 21;
    case Cause::no_account: return 22;
    case Cause::account_unconfirmed: return 50;
    case Cause::reset_requested_elsewhere: return 60;
    case Cause::reset_not_requested: return 62;
    case Cause::nothing_found: return 98;
    case Cause::unknown: return 99;
  }
  return 99;
}

}  // namespace latchkey
