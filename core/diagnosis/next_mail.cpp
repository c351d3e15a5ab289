#include "core/diagnosis/next_mail.hpp"

#include "core/diagnosis/identity_provider.hpp"
#include "core/diagnosis/mail_fate.hpp"

#include <algorithm>

namespace latchkey {
namespace {

/// Would a mail of any other kind to the same address fare alike?
bool concerns_the_address(const NextMail& next, const Mail& mail) {
  const auto fate = fate_of(mail);
  if (was_suppressed(fate)) return shows_what_lists_do(next, mail);
  return fate == MailFate::bounced || fate == MailFate::bounced_late;
}

/// Does a mail that arrived show that what befell an older one is over?
bool clears(const NextMail& next, const Mail& arrived, const Mail& older) {
  return !was_suppressed(fate_of(older)) || shows_what_lists_do(next, arrived);
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

bool is_sent_despite_suppression(const NextMail& next) {
  return next.known() && is_sent_despite_suppression(next.from->service, next.kinds.front());
}

bool shows_what_lists_do(const NextMail& next, const Mail& mail) {
  const bool despite = is_sent_despite_suppression(next.from->service, mail.kind);
  // One that was held back all the same shows it of every other.
  return despite == is_sent_despite_suppression(next) || (despite && was_suppressed(fate_of(mail)));
}

std::optional<Mail> telling_mail(const NextMail& next) {
  if (!next.from->mail) return std::nullopt;
  std::vector<Mail> arrived_since;
  for (auto& mail : mails(next.from->service, *next.from->mail)) {
    const bool of_the_kind =
        std::find(next.kinds.begin(), next.kinds.end(), mail.kind) != next.kinds.end();
    const bool over = std::any_of(arrived_since.begin(), arrived_since.end(),
                                  [&](const Mail& one) { return clears(next, one, mail); });
    if (of_the_kind || (!over && concerns_the_address(next, mail))) return std::move(mail);
    if (arrived(fate_of(mail))) arrived_since.push_back(std::move(mail));
  }
  return std::nullopt;
}

}  // namespace latchkey
