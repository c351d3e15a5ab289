#include "core/checks/account_confirmed.hpp"

#include "core/checks/field_to_judge.hpp"
#include "core/diagnosis/mail.hpp"
#include "core/diagnosis/mail_coverage.hpp"
#include "core/diagnosis/wording.hpp"
#include "core/remedies/resend_confirmation.hpp"

#include <algorithm>

namespace latchkey {
namespace {

constexpr const char* k_account_confirmed = "account_confirmed";

/// The newest confirmation mail, where the mail log could be read and holds one.
std::optional<Mail> newest_confirmation_mail(const ServiceEvidence& here) {
  if (!here.mail) return std::nullopt;
  const auto found = mails(here.service, *here.mail, MailKind::confirmation);
  if (found.empty()) return std::nullopt;
  return found.front();
}

/// How the confirmation mail fared, as the second half of the summary.
std::string about_mail(const Evidence& evidence, const std::optional<Mail>& mail) {
  const auto& here = evidence.diagnosed();
  if (mail) return "; confirmation mail " + event_words(fate(*mail), evidence.now);
  if (!here.mail || !here.mail->complete) return "";
  return "; no confirmation mail is in the log of the last " + visible_period(evidence);
}

/// Does the link that the account was sent still work? Devise's confirm_within counts from when the
/// link was made, not from when it was mailed last.
std::string about_link(const Evidence& evidence, const Account& account) {
  const auto& lifetime = evidence.diagnosed().service.confirmation_link_lifetime;
  const auto& made = account.confirmation_sent_at.value();
  if (!lifetime || !made || evidence.now - *made <= *lifetime) return "";
  return "; its link has run out, a new mail brings a new one";
}

Finding unconfirmed(const Evidence& evidence, const Account& account) {
  const auto& service = evidence.diagnosed().service;
  const auto mail = newest_confirmation_mail(evidence.diagnosed());
  const auto created = account.created_at.value();
  const std::string age =
      created ? " (" + format_age(std::max(evidence.now - *created, {})) + " old)" : "";

  Finding finding{.check = k_account_confirmed,
                  .status = Status::problem,
                  .cause = Cause::account_unconfirmed,
                  .confidence = Confidence::certain,
                  .summary = whose_account(service, account) + age + " was never confirmed" +
                             about_mail(evidence, mail) + about_link(evidence, account) + ".",
                  .headline = "the account was never confirmed"};
  if (mail) {
    finding.evidence.push_back({mail_log_name(service), fate(*mail).at,
                                "confirmation mail " + event_words(fate(*mail)),
                                service.mail_log_link});
  }
  const std::string fact =
      created ? "account created, confirmed_at is empty" : "confirmed_at is empty";
  finding.evidence.push_back({service.name, created, fact, account_page(service, account)});
  if (may_resend_confirmation(evidence)) {
    finding.remedies.push_back(RemedyId::resend_confirmation);
  }
  return finding;
}

}  // namespace

CheckResult account_confirmed(const Evidence& evidence) {
  if (auto result =
          nothing_to_judge(evidence, k_account_confirmed, &Account::confirmed_at, "confirmed_at")) {
    return *std::move(result);
  }
  const auto& service = evidence.diagnosed().service;
  const auto account = *account_of(evidence.diagnosed(), evidence.asked);
  if (account.confirmed_at.is_empty()) return {{unconfirmed(evidence, account)}};

  const TimePoint at = *account.confirmed_at.value();
  return {{Finding{
      .check = k_account_confirmed,
      .summary = whose_account(service, account) + " was confirmed " + ago(at, evidence.now) + ".",
      .evidence = {{service.name, at, "account confirmed", account_page(service, account)}}}}};
}

}  // namespace latchkey
