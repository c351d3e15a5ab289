#include "core/remedies/lift_suppression.hpp"

#include "core/diagnosis/block_list.hpp"
#include "core/diagnosis/holding_rows.hpp"
#include "core/diagnosis/mail_fate.hpp"
#include "core/diagnosis/next_mail.hpp"
#include "core/remedies/suppression_remedies.hpp"

#include <algorithm>
#include <string_view>

namespace latchkey {
namespace {

constexpr std::string_view k_no_such_mailbox = "5.1.1";

/// The rows that hold the customer's next mail back. Nothing where the service ignores its lists
/// for it, or where it is another service's.
std::vector<Suppression> rows_in_the_way(const Evidence& evidence) {
  const auto next = next_mail(evidence);
  if (!next || !next->known() || next->from != &evidence.diagnosed()) return {};
  return holding_rows(*next);
}

bool is_the_customers_will(const Suppression& row) {
  return row.list != SuppressionList::bounces;
}

/// Nothing where another list would hold it back all the same.
std::vector<Suppression> liftable_rows(const Evidence& evidence) {
  auto rows = rows_in_the_way(evidence);
  if (std::any_of(rows.begin(), rows.end(), is_the_customers_will)) rows.clear();
  return rows;
}

bool says_no_mailbox(const MailEvent* line) {
  return line && (line->enhanced_code == k_no_such_mailbox ||
                  status_code_in(line->detail) == k_no_such_mailbox);
}

}  // namespace

bool may_lift_suppression(const Evidence& evidence) {
  return !liftable_rows(evidence).empty();
}

std::vector<RemedyId> lifts(const Evidence& evidence) {
  if (may_lift_suppression(evidence)) return {RemedyId::lift_suppression};
  std::vector<RemedyId> remedies;
  for (const auto& row : rows_in_the_way(evidence)) {
    if (is_the_customers_will(row)) remedies.push_back(lift_of(row.list));
  }
  return remedies;
}

bool is_held_back(const Evidence& evidence, RemedyId remedy) {
  const auto next = next_mail(evidence);
  if (!sends_mail(remedy) || !next || next->from != &evidence.diagnosed()) return false;
  // With a changed address that waits, a confirmation goes to that one.
  const bool to_another_address = remedy == RemedyId::resend_confirmation && next->known() &&
                                  next->kinds.front() != MailKind::confirmation;
  return !to_another_address && !holding_rows(*next).empty() && !may_lift_suppression(evidence);
}

bool has_no_mailbox(const Evidence& evidence) {
  const auto rows = liftable_rows(evidence);
  const bool told_by_row = std::any_of(rows.begin(), rows.end(), [](const Suppression& row) {
    return status_code_in(row.error) == k_no_such_mailbox;
  });
  if (told_by_row) return true;
  const auto next = next_mail(evidence);
  const auto mail = next ? telling_mail(*next) : std::nullopt;
  return mail && says_no_mailbox(real_cause(*mail));
}

}  // namespace latchkey
