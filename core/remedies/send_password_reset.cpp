#include "core/remedies/send_password_reset.hpp"

#include "core/diagnosis/mail.hpp"

#include <algorithm>

namespace latchkey {
namespace {

using std::chrono::minutes;

/// Tied to an identity provider, without a password that we could see.
bool signs_in_through_provider(const Account& account) {
  const auto& provider = account.provider.value();
  return provider && !provider->empty() && !account.has_password.value().value_or(false);
}

/// The form searches the primary address only.
bool found_by_form(const Account& account, const EmailAddress& address) {
  const auto primary = EmailAddress::parse(account.email);
  return primary && *primary == address;
}

}  // namespace

bool may_send_password_reset(const Evidence& evidence) {
  const auto& here = evidence.diagnosed();
  const auto& service = here.service;
  if (service.password_form.empty() || service.sign_in == SignIn::one_time_link) return false;
  const auto account = account_of(here, evidence.asked);
  if (!account || !found_by_form(*account, evidence.asked)) return false;
  if (signs_in_through_provider(*account)) return false;

  const auto& asked_for = account->reset_password_sent_at;
  if (!here.mail && !asked_for.was_read()) return false;
  const auto still_good = std::min<std::chrono::seconds>(service.reset_link_lifetime, minutes{30});
  const auto fresh = [&](TimePoint at) { return evidence.now - at < still_good; };
  if (asked_for.value() && fresh(*asked_for.value())) return false;
  if (!here.mail) return true;
  const auto resets = mails(service, *here.mail, MailKind::reset);
  return resets.empty() || !fresh(resets.front().at);
}

}  // namespace latchkey
