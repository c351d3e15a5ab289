#include "core/remedies/send_password_reset.hpp"

#include "core/diagnosis/mail_fate.hpp"
#include "core/diagnosis/resets.hpp"

#include <algorithm>

namespace latchkey {
namespace {

using std::chrono::minutes;

/// The form searches the primary address only.
bool found_by_form(const Account& account, const EmailAddress& address) {
  const auto primary = EmailAddress::parse(account.email);
  return primary && *primary == address;
}

/// May the customer hold a link, or be about to get one, that a new reset would kill? A mail that
/// failed for good brings none.
bool last_link_is_fresh(const Evidence& evidence, const std::optional<TimePoint>& asked_for) {
  const auto& service = evidence.diagnosed().service;
  const auto still_good = std::min<std::chrono::seconds>(service.reset_link_lifetime, minutes{30});
  const auto fresh = [&](TimePoint at) { return evidence.now - at < still_good; };
  const auto reset = newest_reset(evidence);
  if (reset && fresh(reset->at)) {
    return !reset->mail || !failed_for_good(fate_of(*reset->mail));
  }
  // The window may be shorter than the half hour.
  return asked_for && fresh(*asked_for);
}

}  // namespace

bool may_send_password_reset(const Evidence& evidence) {
  const auto& here = evidence.diagnosed();
  if (here.service.password_form.empty() || here.service.sign_in == SignIn::one_time_link) {
    return false;
  }
  const auto account = account_of(here, evidence.asked);
  if (!account || !found_by_form(*account, evidence.asked)) return false;
  if (signs_in_through_provider(*account) || is_kept_out(*account)) return false;
  const auto& asked_for = account->reset_password_sent_at;
  if (!here.mail && !asked_for.was_read()) return false;
  return !last_link_is_fresh(evidence, asked_for.value());
}

}  // namespace latchkey
