#include "core/checks/email_change.hpp"

#include "core/diagnosis/wording.hpp"
#include "core/remedies/resend_confirmation.hpp"

#include <algorithm>

namespace latchkey {
namespace {

constexpr const char* k_email_change = "email_change";

EvidenceLine waiting_line(const Service& service, const Account& account) {
  return {service.name, account.confirmation_sent_at.value(),
          "unconfirmed_email is " + account.unconfirmed_email.value().value_or("") +
              ", email is still " + account.email,
          account_page(service, account)};
}

Finding waiting(const Evidence& evidence, const Account& account, std::string headline) {
  const auto& service = evidence.diagnosed().service;
  Finding finding{.check = k_email_change,
                  .status = Status::problem,
                  .cause = Cause::email_change_unconfirmed,
                  .confidence = Confidence::certain,
                  .summary = whose_account(service, account) + " was to change to " +
                             account.unconfirmed_email.value().value_or("") +
                             ", which was not confirmed; until then it signs in with " +
                             account.email + ".",
                  .evidence = {waiting_line(service, account)},
                  .headline = std::move(headline)};
  if (may_resend_confirmation(evidence)) {
    finding.remedies.push_back(RemedyId::resend_confirmation);
  }
  return finding;
}

Finding also_awaited(const Evidence& evidence, const Account& other) {
  const auto& service = evidence.diagnosed().service;
  return Finding{.check = k_email_change,
                 .status = Status::info,
                 .summary = "Another " + service.name + " account, " + other.email +
                            ", is changing to this address: a confirmation mail asked for now "
                            "would carry that account's link.",
                 .evidence = {waiting_line(service, other)}};
}

/// Rows that could not be read may hide the change, so the first such row decides.
bool unreadable(const ServiceEvidence& here, const std::optional<Account>& account) {
  const auto& rows = here.accounts->rows;
  const auto hidden = [](const Account& row) {
    return row.unconfirmed_email.exists() && !row.unconfirmed_email.was_read();
  };
  if (hidden(here.accounts->shape)) return true;
  return account ? hidden(*account) : std::any_of(rows.begin(), rows.end(), hidden);
}

}  // namespace

CheckResult email_change(const Evidence& evidence) {
  const auto& here = evidence.diagnosed();
  const auto& service = here.service;
  if (!here.accounts) return {{could_not_ask(k_email_change, here.accounts.error())}};

  const auto account = account_of(here, evidence.asked);
  const auto other = awaiting_account(here, evidence.asked);
  const auto& field = (account ? *account : here.accounts->shape).unconfirmed_email;
  if (!field.exists() && !other) {
    if (!account && !here.accounts->shape_known) {
      return {{}, no_account_to_judge(k_email_change, service.name)};
    }
    return {{}, NotApplicable{k_email_change, service.name + " has no unconfirmed_email"}};
  }

  CheckResult result;
  if (account && field.value() && !field.value()->empty()) {
    result.findings.push_back(
        waiting(evidence, *account, "a changed address waits for its confirmation"));
  }
  if (account && other) result.findings.push_back(also_awaited(evidence, *other));
  if (!account && other) {
    result.findings.push_back(
        waiting(evidence, *other, "this address was never confirmed as the account's new one"));
  }
  if (!result.findings.empty()) return result;
  const auto& unknown = here.accounts->waiting_unknown;
  if (unknown) return {{could_not_ask(k_email_change, *unknown)}};
  if (unreadable(here, account)) {
    return {{could_not_read(k_email_change, service.name, "unconfirmed_email")}};
  }
  return {{Finding{.check = k_email_change,
                   .summary = "No changed address waits for its confirmation."}}};
}

}  // namespace latchkey
