#include "core/checks/provider_account.hpp"

#include "core/diagnosis/identity_provider.hpp"
#include "core/diagnosis/wording.hpp"

#include <utility>

namespace latchkey {
namespace {

constexpr const char* k_provider_account = "provider_account";

/// What keeps the account from signing in there, and in which words.
std::optional<std::pair<Cause, std::string>> obstacle(const Account& account) {
  const auto state = state_word(account);
  if (is_blocked(account)) return std::pair{Cause::account_blocked, "is " + state};
  if (account.confirmed_at.is_empty()) {
    return std::pair{Cause::account_unconfirmed, std::string{"was never confirmed"}};
  }
  if (state == "locked") return std::pair{Cause::account_locked, std::string{"is locked"}};
  return std::nullopt;
}

}  // namespace

CheckResult provider_account(const Evidence& evidence) {
  const auto* there = identity_provider(evidence);
  if (!there) return {};
  const auto& service = there->service;
  if (!there->accounts) return {{could_not_ask(k_provider_account, there->accounts.error())}};
  const auto account = account_of(*there, evidence.asked);
  Finding finding{.check = k_provider_account, .summary = {}};
  if (!account) {
    finding.status = Status::info;
    finding.summary = "The account signs in through " + service.name +
                      ", which has no account under this address: the linked one has another.";
    return {{std::move(finding)}};
  }
  finding.evidence = {
      {service.name, std::nullopt, state_of(*account), account_page(service, *account)}};
  const auto in_the_way = obstacle(*account);
  if (!in_the_way) {
    finding.summary =
        whose_account(service, *account) + ", through which it signs in, is in order.";
    return {{std::move(finding)}};
  }
  const auto own = account_of(evidence.diagnosed(), evidence.asked);
  const bool no_password = own && own->has_password.value() == false;
  const auto& [cause, words] = *in_the_way;
  finding.status = Status::problem;
  finding.cause = cause;
  finding.confidence = no_password ? Confidence::likely : Confidence::possible;
  finding.summary = evidence.diagnosed().service.name + " is signed in to through " + service.name +
                    ", where the account under this address " + words + ".";
  finding.headline = "the " + service.name + " account that it signs in through " + words;
  return {{std::move(finding)}};
}

}  // namespace latchkey
