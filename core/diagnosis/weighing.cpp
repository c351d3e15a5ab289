#include "core/diagnosis/weighing.hpp"

#include <algorithm>
#include <iterator>
#include <set>
#include <tuple>
#include <utility>

namespace latchkey {
namespace {

/// The contract's groups 1 and 2: no reset could have helped.
constexpr int k_first_rank_a_reset_may_help = 30;

int place(Status status) {
  switch (status) {
    case Status::problem: return 0;
    case Status::info: return 1;
    case Status::unanswered: return 2;
    case Status::ok: return 3;
  }
  return 3;
}

void excuse_unused_reset(std::vector<Finding>& findings, bool address_has_account) {
  const bool explained = std::any_of(findings.begin(), findings.end(), [&](const Finding& finding) {
    return finding.cause && finding.confidence == Confidence::certain &&
           rank(*finding.cause, address_has_account) < k_first_rank_a_reset_may_help;
  });
  if (!explained) return;
  for (auto& finding : findings) {
    const bool about_a_reset =
        finding.cause == Cause::reset_not_requested || finding.cause == Cause::reset_link_expired;
    if (!about_a_reset) continue;
    finding.status = Status::info;
    finding.cause.reset();
    finding.headline.clear();
    finding.remedies.clear();
  }
}

std::vector<Finding> without_repeated_questions(std::vector<Finding> findings) {
  std::set<std::string> reasons;
  std::vector<Finding> kept;
  for (auto& finding : findings) {
    const bool repeated =
        finding.status == Status::unanswered && !reasons.insert(finding.summary).second;
    if (!repeated) kept.push_back(std::move(finding));
  }
  return kept;
}

}  // namespace

std::vector<Finding> weigh(const Evidence& evidence, std::vector<Finding> findings) {
  // Where the accounts did not answer, nothing may claim that no row has the address.
  const bool address_has_account = !evidence.diagnosed().accounts ||
                                   account_of(evidence.diagnosed(), evidence.asked).has_value();
  excuse_unused_reset(findings, address_has_account);
  findings = without_repeated_questions(std::move(findings));
  const auto key = [&](const Finding& finding) {
    return std::tuple{place(finding.status), finding.cause ? finding.confidence : Confidence{},
                      finding.cause ? rank(*finding.cause, address_has_account) : 0};
  };
  std::stable_sort(findings.begin(), findings.end(),
                   [&](const Finding& a, const Finding& b) { return key(a) < key(b); });
  return findings;
}

}  // namespace latchkey
