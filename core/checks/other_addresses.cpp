#include "core/checks/other_addresses.hpp"

#include "core/addresses/mailed_look_alikes.hpp"
#include "core/addresses/other_accounts.hpp"
#include "core/diagnosis/wording.hpp"
#include "core/remedies/check_other_address.hpp"

#include <algorithm>
#include <iterator>
#include <optional>
#include <string>
#include <utility>
#include <vector>

namespace latchkey {
namespace {

constexpr const char* k_other_addresses = "other_addresses";

/// "jane_doe@acme.example (confirmed, Premium, 25 seats)".
std::string in_short(const OtherAccount& other) {
  std::string known = other.state;
  if (!other.subscription.empty()) known += (known.empty() ? "" : ", ") + other.subscription;
  return other.email + (known.empty() ? "" : " (" + known + ")");
}

/// What is known about other addresses.
struct Others {
  std::vector<OtherAccount> accounts;
  std::vector<MailedLookAlike> mailed;
  /// The one that is worth a diagnosis of its own.
  std::optional<EmailAddress> to_check;
};

Others look_around(const Evidence& evidence) {
  Others others;
  others.accounts = other_accounts(evidence);
  others.mailed = mailed_look_alikes(evidence, others.accounts);
  others.to_check = address_to_check(evidence, others.accounts);
  return others;
}

bool is_under(const OtherAccount& account, const EmailAddress& address) {
  const auto own = EmailAddress::parse(account.email);
  return own && *own == address;
}

/// "reset mail left for jane_doe@acme.example"
EvidenceLine mail_line(const MailedLookAlike& mailed) {
  return {mail_log_name(mailed.service), mailed.at,
          mailed.mail + " left for " + mailed.address.full(), mailed.service.mail_log_link};
}

/// The accounts, and the mails that left for them; with the button where one of them is worth it.
void present(const std::vector<OtherAccount>& accounts, const Others& others, Finding& finding) {
  for (const auto& account : accounts) {
    finding.evidence.push_back({account.service, std::nullopt,
                                in_short(account) + ": " + account.explanation, account.link});
    if (others.to_check && is_under(account, *others.to_check)) {
      finding.remedies = {RemedyId::check_other_address};
    }
  }
  for (const auto& mailed : others.mailed) {
    const bool shown =
        std::any_of(accounts.begin(), accounts.end(),
                    [&](const OtherAccount& account) { return is_under(account, mailed.address); });
    if (shown) finding.evidence.push_back(mail_line(mailed));
  }
}

std::vector<OtherAccount> only(std::vector<OtherAccount> accounts, const std::string& service,
                               bool same_person) {
  std::erase_if(accounts, [&](const OtherAccount& account) {
    return account.service != service || (account.score >= k_same_person) != same_person;
  });
  return accounts;
}

/// `certain` where no row has the asked address, which is a fact.
Confidence confidence(bool has_account, bool may_wait) {
  if (has_account) return Confidence::possible;
  return may_wait ? Confidence::likely : Confidence::certain;
}

Finding other_address(const Service& service, const std::vector<OtherAccount>& same,
                      const Others& others, bool has_account, bool may_wait) {
  const auto& best = *account_to_check(same, service.name);
  const std::string opening =
      has_account ? "There is another " + service.name + " account, "
                  : "No " + service.name + " account has this address, but there is ";
  Finding finding{.check = k_other_addresses,
                  .status = Status::problem,
                  .cause = Cause::other_address,
                  .confidence = confidence(has_account, may_wait),
                  .summary = opening + in_short(best) + ": " + best.explanation + ".",
                  .headline = (has_account ? "there is another account, "
                                           : "the account is under another address, ") +
                              best.email};
  present(same, others, finding);
  return finding;
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

Finding possibly(const std::vector<OtherAccount>& accounts, const Others& others) {
  std::vector<std::string> names;
  std::transform(accounts.begin(), accounts.end(), std::back_inserter(names), in_short);
  Finding finding{.check = k_other_addresses,
                  .status = Status::info,
                  .summary = "Possibly the same person's: " + listed(names) + "."};
  present(accounts, others, finding);
  return finding;
}

/// What another service knows of the person.
void look_at(const Evidence& evidence, const ServiceEvidence& elsewhere, const Others& others,
             std::vector<Finding>& findings) {
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
    const auto there = only(others.accounts, service.name, same_person);
    if (there.empty()) continue;
    auto finding = possibly(there, others);
    if (same_person) {
      finding.summary = service.name + " has an account under " + in_short(there.front()) + ".";
    }
    findings.push_back(std::move(finding));
  }
}

/// What the diagnosed service knows of the address and those like it.
void look_here(const Evidence& evidence, const Others& others, std::vector<Finding>& findings) {
  const auto& here = evidence.diagnosed();
  if (!here.accounts) {
    findings.push_back(could_not_ask(k_other_addresses, here.accounts.error()));
    return;
  }
  const bool has_account = account_of(here, evidence.asked).has_value();
  const bool waits = awaiting_account(here, evidence.asked).has_value();
  const auto same = only(others.accounts, here.service.name, true);
  const auto maybe = only(others.accounts, here.service.name, false);
  const auto& unknown = here.accounts->waiting_unknown;
  if (!has_account && !waits && same.empty() && !unknown) {
    findings.push_back(no_account(here.service, maybe.empty()));
  }
  if (!has_account && !waits && unknown) {
    findings.push_back(could_not_ask(k_other_addresses, *unknown));
  }
  if (!same.empty() && (has_account || !waits)) {
    findings.push_back(other_address(here.service, same, others, has_account, unknown.has_value()));
  }
  if (!maybe.empty()) findings.push_back(possibly(maybe, others));
}

/// Mails to addresses under which no account is known.
void look_into_logs(const Evidence& evidence, const Others& others,
                    std::vector<Finding>& findings) {
  for (const auto& mailed : others.mailed) {
    const bool has_account =
        std::any_of(others.accounts.begin(), others.accounts.end(),
                    [&](const auto& account) { return is_under(account, mailed.address); });
    if (has_account) continue;
    findings.push_back({.check = k_other_addresses,
                        .status = Status::info,
                        .summary = capitalized(mailed.mail) + " left " + mailed.service.name +
                                   " for " + mailed.address.full() + " " +
                                   ago(mailed.at, evidence.now) + ", an address like this one (" +
                                   mailed.explanation + ").",
                        .evidence = {mail_line(mailed)}});
    if (others.to_check == mailed.address) {
      findings.back().remedies = {RemedyId::check_other_address};
    }
  }
  std::vector<std::string> domains;
  std::string why;
  for (const auto& there : evidence.services) {
    // A log that did not answer at all is told of elsewhere.
    if (there.mail_to_look_alikes || !there.mail || asked_for_a_way_in(there)) continue;
    domains.push_back(there.service.mail_domain);
    why = there.mail_to_look_alikes.error().what;
  }
  if (domains.empty()) return;
  findings.push_back({.check = k_other_addresses,
                      .status = Status::info,
                      .summary = "Whether a mail left from " + listed(domains, "or") +
                                 " for a similar address could not be looked up (" + why + ")."});
}

}  // namespace

CheckResult other_addresses(const Evidence& evidence) {
  CheckResult result;
  auto others = look_around(evidence);
  look_here(evidence, others, result.findings);
  for (std::size_t i = 1; i < evidence.services.size(); ++i) {
    look_at(evidence, evidence.services[i], others, result.findings);
  }
  look_into_logs(evidence, others, result.findings);
  if (result.findings.empty()) {
    result.findings.push_back(
        {.check = k_other_addresses, .summary = "No account under a similar address."});
  }
  result.other_accounts = std::move(others.accounts);
  return result;
}

}  // namespace latchkey
