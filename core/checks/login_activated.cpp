#include "core/checks/login_activated.hpp"

#include "core/checks/field_to_judge.hpp"
#include "core/diagnosis/wording.hpp"

namespace latchkey {
namespace {

constexpr const char* k_login_activated = "login_activated";

}  // namespace

CheckResult login_activated(const Evidence& evidence) {
  if (auto result = nothing_to_judge(evidence, k_login_activated, &Account::login_activated,
                                     "login_activated")) {
    return *std::move(result);
  }
  const auto& service = evidence.diagnosed().service;
  const auto account = *account_of(evidence.diagnosed(), evidence.asked);
  const auto activated = account.login_activated.value();
  if (activated == true) {
    return {{Finding{.check = k_login_activated,
                     .summary = "The account may sign in.",
                     .evidence = {{service.name, std::nullopt, "login_activated is true",
                                   account_page(service, account)}}}}};
  }
  return {{Finding{
      .check = k_login_activated,
      .status = Status::problem,
      .cause = Cause::login_not_activated,
      .confidence = activated ? Confidence::certain : Confidence::likely,
      .summary = whose_account(service, account) +
                 " may not sign in: it was bought through a reseller or a marketplace, or was "
                 "switched off on purpose, as its history tells.",
      .evidence = {{service.name, std::nullopt,
                    activated ? "login_activated is false" : "login_activated is empty",
                    account_page(service, account)}},
      .headline = "the account is not activated for signing in"}}};
}

}  // namespace latchkey
