#include "core/checks/account_locked.hpp"

#include "core/checks/field_to_judge.hpp"
#include "core/diagnosis/wording.hpp"
#include "core/remedies/send_password_reset.hpp"

namespace latchkey {
namespace {

constexpr const char* k_account_locked = "account_locked";

std::string attempts(const Account& account) {
  const auto count = account.failed_attempts.value().value_or(0);
  return count > 0 ? " after " + std::to_string(count) + " failed attempts"
                   : " after failed attempts";
}

/// When it ends, as far as that is known.
std::string until(const Evidence& evidence, const std::optional<TimePoint>& locked_at) {
  const auto& unlock_in = evidence.diagnosed().service.unlock_in;
  if (!unlock_in) return "; only the mail that unlocks it, or a person, ends that";
  if (!locked_at) return "";
  return "; it ends by itself in " + format_age(*locked_at + *unlock_in - evidence.now);
}

Finding locked(const Evidence& evidence, const Account& account,
               const std::optional<TimePoint>& at) {
  const auto& service = evidence.diagnosed().service;
  Finding finding{.check = k_account_locked,
                  .status = Status::problem,
                  .cause = Cause::account_locked,
                  .confidence = Confidence::certain,
                  .summary = whose_account(service, account) + " is locked" + attempts(account) +
                             (at ? ", since " + ago(*at, evidence.now) : "") + until(evidence, at) +
                             ".",
                  .evidence = {{service.name, at, "locked" + attempts(account),
                                account_page(service, account)}},
                  .headline = "the account is locked" + attempts(account)};
  if (may_send_password_reset(evidence)) {
    finding.remedies.push_back(RemedyId::send_password_reset);
  }
  return finding;
}

/// A site without locked_at may say so in its state.
std::optional<Account> locked_by_state(const Evidence& evidence) {
  const auto account = account_of(evidence.diagnosed(), evidence.asked);
  const bool locked = account && state_word(*account) == "locked";
  return locked ? account : std::nullopt;
}

}  // namespace

CheckResult account_locked(const Evidence& evidence) {
  if (const auto account = locked_by_state(evidence)) {
    return {{locked(evidence, *account, account->locked_at.value())}};
  }
  if (auto result =
          nothing_to_judge(evidence, k_account_locked, &Account::locked_at, "locked_at")) {
    return *std::move(result);
  }
  const auto& service = evidence.diagnosed().service;
  const auto account = *account_of(evidence.diagnosed(), evidence.asked);
  const auto at = account.locked_at.value();
  if (at && (!service.unlock_in || evidence.now - *at < *service.unlock_in)) {
    return {{locked(evidence, account, at)}};
  }
  return {{Finding{.check = k_account_locked,
                   .summary = at ? "The lock of " + ago(*at, evidence.now) + " has run out."
                                 : "The account is not locked.",
                   .evidence = {{service.name, at, at ? "locked" : "locked_at is empty",
                                 account_page(service, account)}}}}};
}

}  // namespace latchkey
