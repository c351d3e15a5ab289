#include "core/checks/other_addresses.hpp"

#include "core/addresses/other_accounts.hpp"
#include "core/diagnosis/wording.hpp"

#include <algorithm>
#include <iterator>
#include <utility>

namespace latchkey {
namespace {

constexpr const char* k_other_addresses = "other_addresses";

/// "jane_doe@acme.example (confirmed, Premium, 25 seats)".
std::string in_short(const OtherAccount& other) {
  std::string known = other.state;
  if (!other.subscription.empty()) known += (known.empty() ? "" : ", ") + other.subscription;
  return other.email + (known.empty() ? "" : " (" + known + ")");
}

std::vector<EvidenceLine> lines(const std::vector<OtherAccount>& others) {
  std::vector<EvidenceLine> found;
  found.reserve(others.size());
  for (const auto& other : others) {
    found.push_back(
        {other.service, std::nullopt, in_short(other) + ": " + other.explanation, other.link});
  }
  return found;
}

std::vector<OtherAccount> only(std::vector<OtherAccount> others, const std::string& service,
                               bool same_person) {
  std::erase_if(others, [&](const OtherAccount& other) {
    return other.service != service || (other.score >= k_same_person) != same_person;
  });
  return others;
}

/// The one that holds something where the others do not: it is what the customer wants to reach.
const OtherAccount& most_wanted(const std::vector<OtherAccount>& same) {
  const auto holds = std::find_if(same.begin(), same.end(), [](const OtherAccount& other) {
    return !other.subscription.empty();
  });
  return holds == same.end() ? same.front() : *holds;
}

/// `certain` where no row has the asked address, which is a fact.
Confidence confidence(bool has_account, bool may_wait) {
  if (has_account) return Confidence::possible;
  return may_wait ? Confidence::likely : Confidence::certain;
}

Finding other_address(const Service& service, const std::vector<OtherAccount>& same,
                      bool has_account, bool may_wait) {
  const auto& best = most_wanted(same);
  const std::string opening =
      has_account ? "There is another " + service.name + " account, "
                  : "No " + service.name + " account has this address, but there is ";
  return Finding{.check = k_other_addresses,
                 .status = Status::problem,
                 .cause = Cause::other_address,
                 .confidence = confidence(has_account, may_wait),
                 .summary = opening + in_short(best) + ": " + best.explanation + ".",
                 .evidence = lines(same),
                 .headline = (has_account ? "there is another account, "
                                          : "the account is under another address, ") +
                             best.email};
}

Finding no_account(const Service& service, bool none_similar) {
  return Finding{
      .check = k_other_addresses,
      .status = Status::problem,
      .cause = Cause::no_account,
      .confidence = Confidence::certain,
      .summary = "No " + service.name + " account has this address" +
                 (none_similar ? " or a similar one." : "."),
      .evidence = {{service.name, std::nullopt, "no account under this address", service.url}},
      .headline = "no " + service.name + " account has this address"};
}

Finding possibly(const std::vector<OtherAccount>& others) {
  std::vector<std::string> names;
  std::transform(others.begin(), others.end(), std::back_inserter(names), in_short);
  return Finding{.check = k_other_addresses,
                 .status = Status::info,
                 .summary = "Possibly the same person's: " + listed(names) + ".",
                 .evidence = lines(others)};
}

/// What another service knows of the person.
void look_at(const Evidence& evidence, const ServiceEvidence& elsewhere,
             const std::vector<OtherAccount>& others, std::vector<Finding>& findings) {
  const auto& service = elsewhere.service;
  if (!elsewhere.accounts) {
    findings.push_back(could_not_ask(k_other_addresses, elsewhere.accounts.error()));
    return;
  }
  if (const auto account = account_of(elsewhere, evidence.asked)) {
    const std::string state = account_in_short(*account, evidence.now);
    findings.push_back({.check = k_other_addresses,
                        .status = Status::info,
                        .summary = service.name + " has an account under this address" +
                                   (state.empty() ? "" : " (" + state + ")") + ".",
                        .evidence = {{service.name, newest_sign_in(*account),
                                      state.empty() ? "account under this address" : state,
                                      account_page(service, *account)}}});
  }
  for (const bool same_person : {true, false}) {
    const auto there = only(others, service.name, same_person);
    if (there.empty()) continue;
    auto finding = possibly(there);
    if (same_person) {
      finding.summary = service.name + " has an account under " + in_short(there.front()) + ".";
    }
    findings.push_back(std::move(finding));
  }
}

/// What the diagnosed service knows of the address and those like it.
void look_here(const Evidence& evidence, const std::vector<OtherAccount>& others,
               std::vector<Finding>& findings) {
  const auto& here = evidence.diagnosed();
  if (!here.accounts) {
    findings.push_back(could_not_ask(k_other_addresses, here.accounts.error()));
    return;
  }
  const bool has_account = account_of(here, evidence.asked).has_value();
  const bool waits = awaiting_account(here, evidence.asked).has_value();
  const auto same = only(others, here.service.name, true);
  const auto maybe = only(others, here.service.name, false);
  const auto& unknown = here.accounts->waiting_unknown;
  if (!has_account && !waits && same.empty() && !unknown) {
    findings.push_back(no_account(here.service, maybe.empty()));
  }
  if (!has_account && !waits && unknown) {
    findings.push_back(could_not_ask(k_other_addresses, *unknown));
  }
  if (!same.empty() && (has_account || !waits)) {
    findings.push_back(other_address(here.service, same, has_account, unknown.has_value()));
  }
  if (!maybe.empty()) findings.push_back(possibly(maybe));
}

}  // namespace

CheckResult other_addresses(const Evidence& evidence) {
  CheckResult result;
  auto others = other_accounts(evidence);
  look_here(evidence, others, result.findings);
  for (std::size_t i = 1; i < evidence.services.size(); ++i) {
    look_at(evidence, evidence.services[i], others, result.findings);
  }
  if (result.findings.empty()) {
    result.findings.push_back(
        {.check = k_other_addresses, .summary = "No account under a similar address."});
  }
  result.other_accounts = std::move(others);
  return result;
}

}  // namespace latchkey
