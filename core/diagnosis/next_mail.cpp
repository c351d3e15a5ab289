#include "core/diagnosis/next_mail.hpp"

#include "core/diagnosis/identity_provider.hpp"
#include "core/diagnosis/mail_fate.hpp"

#include <algorithm>

namespace latchkey {
namespace {

/// Would a mail of any other kind to the same address fare alike?
bool concerns_the_address(MailFate fate) {
  return fate == MailFate::bounced || fate == MailFate::bounced_late || was_suppressed(fate);
}

bool has_no_password(const Account& account) {
  return signs_in_through_provider(account) && account.has_password.value() == false;
}

MailKind usual_kind(const Service& service) {
  return service.sign_in == SignIn::one_time_link ? MailKind::sign_in_link : MailKind::reset;
}

}  // namespace

std::optional<NextMail> next_mail(const Evidence& evidence) {
  const auto& here = evidence.diagnosed();
  if (!here.accounts) {
    return NextMail{&here, {MailKind::reset, MailKind::confirmation, MailKind::sign_in_link}};
  }
  const auto account = account_of(here, evidence.asked);
  if (!account) {
    if (!awaiting_account(here, evidence.asked)) return std::nullopt;
    return NextMail{&here, {MailKind::confirmation}};
  }
  if (account->confirmed_at.is_empty()) return NextMail{&here, {MailKind::confirmation}};
  if (here.service.sign_in == SignIn::password && has_no_password(*account)) {
    const auto* provider = identity_provider(evidence);
    if (!provider) return std::nullopt;
    return NextMail{provider, {usual_kind(provider->service)}};
  }
  const auto& confirmed_at = account->confirmed_at;
  if (confirmed_at.exists() && !confirmed_at.was_read()) {
    return NextMail{&here, {MailKind::confirmation, usual_kind(here.service)}};
  }
  return NextMail{&here, {usual_kind(here.service)}};
}

std::optional<Mail> telling_mail(const NextMail& next) {
  if (!next.from->mail) return std::nullopt;
  bool one_arrived_since = false;
  for (auto& mail : mails(next.from->service, *next.from->mail)) {
    const bool of_the_kind =
        std::find(next.kinds.begin(), next.kinds.end(), mail.kind) != next.kinds.end();
    const auto fate = fate_of(mail);
    if (of_the_kind || (!one_arrived_since && concerns_the_address(fate))) return std::move(mail);
    one_arrived_since = one_arrived_since || arrived(fate);
  }
  return std::nullopt;
}

}  // namespace latchkey
