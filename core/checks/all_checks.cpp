#include "core/checks/all_checks.hpp"

#include "core/checks/account_blocked.hpp"
#include "core/checks/account_confirmed.hpp"
#include "core/checks/account_locked.hpp"
#include "core/checks/answers_reused.hpp"
#include "core/checks/email_change.hpp"
#include "core/checks/login_activated.hpp"
#include "core/checks/mail_delivery.hpp"
#include "core/checks/mail_log.hpp"
#include "core/checks/other_addresses.hpp"
#include "core/checks/provider_account.hpp"
#include "core/checks/replica_lag.hpp"
#include "core/checks/reset_request.hpp"
#include "core/checks/sign_in_provider.hpp"
#include "core/checks/suppression_lists.hpp"

#include <array>

namespace latchkey {

// A question that several checks could not have answered is reported once, under the first of
// them, so `mail_log` stands before those that read the mail.
std::span<const Check> all_checks() {
  static constexpr std::array k_checks = {
      Check{"mail_log", &mail_log},
      Check{"replica_lag", &replica_lag},
      Check{"account_confirmed", &account_confirmed},
      Check{"email_change", &email_change},
      Check{"account_blocked", &account_blocked},
      Check{"login_activated", &login_activated},
      Check{"account_locked", &account_locked},
      Check{"sign_in_provider", &sign_in_provider},
      Check{"provider_account", &provider_account},
      Check{"mail_delivery", &mail_delivery},
      Check{"suppression_lists", &suppression_lists},
      Check{"reset_request", &reset_request},
      Check{"other_addresses", &other_addresses},
      Check{"answers_reused", &answers_reused},
  };
  return k_checks;
}

}  // namespace latchkey
