#include "core/diagnosis/conclusion.hpp"

#include "core/addresses/other_accounts.hpp"
#include "core/checks/all_checks.hpp"
#include "core/diagnosis/headline.hpp"
#include "core/diagnosis/timeline.hpp"
#include "core/diagnosis/weighing.hpp"
#include "core/remedies/lift_suppression.hpp"
#include "core/remedies/suppression_remedies.hpp"

#include <algorithm>
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

/// What would help, in the order of the causes that it helps against; a suppression is lifted
/// before anything is mailed, and nothing is mailed that another list would hold back.
std::vector<OfferedRemedy> offered(const Evidence& evidence, const std::vector<Finding>& findings) {
  std::vector<OfferedRemedy> remedies;
  for (const auto& finding : findings) {
    for (const auto remedy : finding.remedies) {
      const bool repeated =
          std::any_of(remedies.begin(), remedies.end(),
                      [&](const OfferedRemedy& other) { return other.id == remedy; });
      if (!repeated && !is_held_back(evidence, remedy))
        remedies.push_back({remedy, evidence.diagnosed().service.name});
    }
  }
  std::stable_partition(remedies.begin(), remedies.end(),
                        [](const OfferedRemedy& remedy) { return !sends_mail(remedy.id); });
  if (remedies.empty()) return remedies;
  const bool in_vain =
      remedies.front().id == RemedyId::lift_suppression && has_no_mailbox(evidence);
  remedies.front().primary = !in_vain && !is_against_wish(remedies.front().id);
  return remedies;
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
  for (const auto& check : all_checks()) {
    auto result = check.run(evidence);
    std::move(result.findings.begin(), result.findings.end(), std::back_inserter(findings));
    if (result.not_applicable) not_applicable.push_back(*std::move(result.not_applicable));
  }
  findings = weigh(evidence, std::move(findings));
  auto conclusion = headline(evidence, findings);
  auto remedies = offered(evidence, findings);
  auto reasons = unanswered(findings);
  return Diagnosis{.email = evidence.asked,
                   .service = evidence.diagnosed().service.name,
                   .window = evidence.window,
                   .conclusion = std::move(conclusion),
                   .findings = std::move(findings),
                   .accounts = account_rows(evidence),
                   .other_accounts = other_accounts(evidence),
                   .timeline = timeline(evidence),
                   .remedies = std::move(remedies),
                   .unanswered = std::move(reasons),
                   .not_applicable = std::move(not_applicable)};
}

}  // namespace latchkey
