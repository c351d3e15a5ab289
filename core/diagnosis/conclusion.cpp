#include "core/diagnosis/conclusion.hpp"

#include "core/checks/all_checks.hpp"
#include "core/diagnosis/headline.hpp"
#include "core/diagnosis/timeline.hpp"
#include "core/diagnosis/weighing.hpp"
#include "core/remedies/offered_remedies.hpp"

#include <iterator>
#include <utility>

namespace latchkey {
namespace {

std::vector<AccountRow> account_rows(const Evidence& evidence) {
  std::vector<AccountRow> rows;
  for (const auto& service : evidence.services) {
    const auto account = account_of(service, evidence.asked);
    if (!account) continue;
    rows.push_back({service.service.name, account->email, account->id,
                    account->name.value().value_or(""), state_of(*account),
                    account->created_at.value(), account_page(service.service, *account)});
  }
  return rows;
}

std::vector<Unanswered> unanswered(const std::vector<Finding>& findings) {
  std::vector<Unanswered> reasons;
  for (const auto& finding : findings) {
    if (finding.status == Status::unanswered) reasons.push_back({finding.check, finding.summary});
  }
  return reasons;
}

}  // namespace

Diagnosis conclude(const Evidence& evidence) {
  std::vector<Finding> findings;
  std::vector<NotApplicable> not_applicable;
  std::vector<OtherAccount> others;
  for (const auto& check : all_checks()) {
    auto result = check.run(evidence);
    std::move(result.findings.begin(), result.findings.end(), std::back_inserter(findings));
    std::move(result.other_accounts.begin(), result.other_accounts.end(),
              std::back_inserter(others));
    if (result.not_applicable) not_applicable.push_back(*std::move(result.not_applicable));
  }
  findings = weigh(evidence, std::move(findings));
  auto conclusion = headline(evidence, findings);
  auto remedies = offered_remedies(evidence, findings, others);
  auto reasons = unanswered(findings);
  return Diagnosis{.email = evidence.asked,
                   .service = evidence.diagnosed().service.name,
                   .window = evidence.window,
                   .conclusion = std::move(conclusion),
                   .findings = std::move(findings),
                   .accounts = account_rows(evidence),
                   .other_accounts = std::move(others),
                   .timeline = timeline(evidence),
                   .remedies = std::move(remedies),
                   .unanswered = std::move(reasons),
                   .not_applicable = std::move(not_applicable)};
}

}  // namespace latchkey
