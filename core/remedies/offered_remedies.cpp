#include "core/remedies/offered_remedies.hpp"

#include "core/remedies/check_other_address.hpp"
#include "core/remedies/lift_suppression.hpp"
#include "core/remedies/remedy_mail.hpp"
#include "core/remedies/suppression_remedies.hpp"

#include <algorithm>

namespace latchkey {
namespace {

bool is_offered(const std::vector<OfferedRemedy>& remedies, RemedyId id) {
  return std::any_of(remedies.begin(), remedies.end(),
                     [&](const OfferedRemedy& other) { return other.id == id; });
}

/// Is what is the matter something that another address does not explain?
bool has_another_cause(const std::vector<Finding>& findings) {
  const auto& cause = findings.front().cause;
  return cause && *cause != Cause::other_address && *cause != Cause::no_account;
}

bool helps_first(const Evidence& evidence, const std::vector<Finding>& findings, RemedyId first) {
  if (only_looks(first)) return !has_another_cause(findings);
  if (is_against_wish(first)) return false;
  return first != RemedyId::lift_suppression || !has_no_mailbox(evidence);
}

}  // namespace

std::vector<OfferedRemedy> offered_remedies(const Evidence& evidence,
                                            const std::vector<Finding>& findings,
                                            const std::vector<OtherAccount>& others) {
  const auto& here = evidence.diagnosed();
  std::vector<OfferedRemedy> remedies;
  for (const auto& finding : findings) {
    for (const auto id : finding.remedies) {
      if (is_offered(remedies, id) || is_held_back(evidence, id)) continue;
      remedies.push_back({id, here.service.name});
      if (only_looks(id)) remedies.back().other_address = address_to_check(evidence, others);
      if (sends_mail(id) && here.accounts) {
        remedies.back().recipient = recipient_of(id, evidence.asked, *here.accounts);
      }
    }
  }
  std::stable_partition(remedies.begin(), remedies.end(), [](const OfferedRemedy& remedy) {
    return lifted_list(remedy.id).has_value();
  });
  if (!remedies.empty()) {
    remedies.front().primary = helps_first(evidence, findings, remedies.front().id);
  }
  return remedies;
}

std::string label(const OfferedRemedy& remedy) {
  if (remedy.other_address) return "Check " + remedy.other_address->full();
  return std::string{label(remedy.id)};
}

}  // namespace latchkey
