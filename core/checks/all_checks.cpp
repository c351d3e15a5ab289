#include "core/checks/all_checks.hpp"

#include "core/checks/account_confirmed.hpp"
#include "core/checks/answers_reused.hpp"
#include "core/checks/email_change.hpp"
#include "core/checks/mail_log.hpp"
#include "core/checks/other_addresses.hpp"
#include "core/checks/replica_lag.hpp"
#include "core/checks/reset_request.hpp"

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
      Check{"reset_request", &reset_request},
      Check{"other_addresses", &other_addresses},
      Check{"answers_reused", &answers_reused},
  };
  return k_checks;
}

}  // namespace latchkey
