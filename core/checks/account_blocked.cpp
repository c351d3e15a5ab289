#include "core/checks/account_blocked.hpp"

#include "core/checks/field_to_judge.hpp"
#include "core/diagnosis/wording.hpp"

#include <algorithm>
#include <array>
#include <string_view>

namespace latchkey {
namespace {

constexpr const char* k_account_blocked = "account_blocked";

/// Words that keep nobody out, or that other checks look at.
bool is_known_word(std::string_view state) {
  constexpr std::array<std::string_view, 6> k_words = {"",       "active",      "confirmed",
                                                       "locked", "unconfirmed", "enabled"};
  return std::find(k_words.begin(), k_words.end(), state) != k_words.end();
}

}  // namespace

CheckResult account_blocked(const Evidence& evidence) {
  if (auto result = nothing_to_judge(evidence, k_account_blocked, &Account::state, "state")) {
    return *std::move(result);
  }
  const auto& service = evidence.diagnosed().service;
  const auto account = *account_of(evidence.diagnosed(), evidence.asked);
  const auto state = account.state.value().value_or("");
  Finding finding{
      .check = k_account_blocked,
      .summary = "No administrator blocked the account.",
      .evidence = {{service.name, std::nullopt, "state is " + (state.empty() ? "empty" : state),
                    account_page(service, account)}}};
  if (is_blocked(account)) {
    finding.status = Status::problem;
    finding.cause = Cause::account_blocked;
    finding.summary = whose_account(service, account) + " is " + state_word(account) +
                      ": nobody can sign in to it, and no mail changes that.";
    finding.headline = "the account is " + state_word(account);
  } else if (!is_known_word(state_word(account))) {
    finding.status = Status::info;
    finding.summary = whose_account(service, account) + " has the state \"" + state +
                      "\", which Latchkey does not know.";
  }
  return {{std::move(finding)}};
}

}  // namespace latchkey
