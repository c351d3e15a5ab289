#include "core/checks/sign_in_provider.hpp"

#include "core/checks/field_to_judge.hpp"
#include "core/diagnosis/identity_provider.hpp"
#include "core/diagnosis/wording.hpp"

namespace latchkey {
namespace {

constexpr const char* k_sign_in_provider = "sign_in_provider";

Finding through_provider(const Evidence& evidence, const Account& account) {
  const auto& service = evidence.diagnosed().service;
  const auto own_word = account.provider.value().value_or("");
  const auto* ours = identity_provider(evidence);
  const auto provider = ours ? ours->service.name : provider_words(own_word);
  const bool certain = account.has_password.value() == false;
  return Finding{.check = k_sign_in_provider,
                 .status = Status::problem,
                 .cause = Cause::signs_in_through_provider,
                 .confidence = certain ? Confidence::certain : Confidence::likely,
                 .summary = whose_account(service, account) + " signs in through " + provider +
                            (certain ? ", and has no password of its own: a reset does not help."
                                     : "; whether it has a password of its own cannot be seen."),
                 .evidence = {{service.name, std::nullopt,
                               "provider is " + own_word + (certain ? ", has no password" : ""),
                               account_page(service, account)}},
                 .headline = std::string{certain ? "the account signs in through "
                                                 : "the account probably signs in through "} +
                             provider};
}

}  // namespace

CheckResult sign_in_provider(const Evidence& evidence) {
  const auto& service = evidence.diagnosed().service;
  if (service.sign_in == SignIn::one_time_link) {
    return {{}, NotApplicable{k_sign_in_provider, service.name + " has no passwords"}};
  }
  if (auto result =
          nothing_to_judge(evidence, k_sign_in_provider, &Account::provider, "provider")) {
    return *std::move(result);
  }
  const auto account = *account_of(evidence.diagnosed(), evidence.asked);
  if (signs_in_through_provider(account)) return {{through_provider(evidence, account)}};
  const bool without = account.has_password.value() == false;
  const bool with = account.has_password.value() == true;
  return {{Finding{.check = k_sign_in_provider,
                   .status = without ? Status::info : Status::ok,
                   .summary = without ? "The account has no password yet: a reset mail sets one."
                                      : "The account signs in with its own password.",
                   .evidence = {{service.name, std::nullopt,
                                 without ? "has no password"
                                 : with  ? "has a password"
                                         : "provider is empty",
                                 account_page(service, account)}}}}};
}

}  // namespace latchkey
