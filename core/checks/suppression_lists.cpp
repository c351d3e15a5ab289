#include "core/checks/suppression_lists.hpp"

#include "core/checks/mail_trouble_words.hpp"
#include "core/diagnosis/holding_rows.hpp"
#include "core/diagnosis/mail_coverage.hpp"
#include "core/diagnosis/mail_trouble.hpp"
#include "core/diagnosis/wording.hpp"
#include "core/remedies/lift_suppression.hpp"
#include "core/remedies/mail_again.hpp"
#include "core/remedies/suppression_remedies.hpp"

#include <algorithm>
#include <utility>

namespace latchkey {
namespace {

constexpr const char* k_suppression_lists = "suppression_lists";

bool same_list(const std::vector<Suppression>& rows, SuppressionList list) {
  return std::any_of(rows.begin(), rows.end(),
                     [&](const Suppression& row) { return row.list == list; });
}

/// The rows that would hold the next mail back, less those that a mail's own story tells.
std::vector<Suppression> open_rows(const Evidence& evidence, const NextMail& next) {
  auto rows = holding_rows(next);
  if (rows.empty()) return rows;
  const auto trouble = mail_trouble(evidence, next);
  std::erase_if(
      rows, [&](const Suppression& row) { return trouble && same_list(trouble->rows, row.list); });
  return rows;
}

/// "reset and verification mails"
std::string mails_despite_lists(const Service& service) {
  std::vector<std::string> kinds;
  for (const auto kind : service.sent_despite_suppression) kinds.push_back(kind_words(kind));
  return listed(kinds) + " mails";
}

/// ", other than its reset and verification mails": what a row does not hold back.
std::string exceptions(const NextMail& next) {
  const auto& service = next.from->service;
  if (service.sent_despite_suppression.empty() || is_sent_despite_suppression(next)) return "";
  return ", other than its " + mails_despite_lists(service);
}

Finding held_back(const Evidence& evidence, const NextMail& next,
                  const std::vector<Suppression>& rows) {
  const auto& service = next.from->service;
  const bool sure = next.known() && !unread_because(*next.from);
  Finding finding{.check = k_suppression_lists,
                  .status = Status::problem,
                  .cause = Cause::mail_suppressed,
                  .confidence = sure ? Confidence::likely : Confidence::possible,
                  .summary = "The address is " + row_words(rows.front(), evidence.now) +
                             "; mail from " + service.name + " to it is held back" +
                             exceptions(next) + ".",
                  .headline = "mail from " + service.name + (sure ? " is probably" : " may be") +
                              " held back: the address is on " + list_name(rows.front().list)};
  for (const auto remedy : lifts(evidence)) {
    if (!same_list(rows, *lifted_list(remedy))) continue;
    finding.remedies.push_back(remedy);
    if (is_against_wish(remedy)) continue;
    if (const auto again = mail_again(evidence, next.kinds.front())) {
      finding.remedies.push_back(*again);
    }
  }
  for (const auto& row : rows) finding.evidence.push_back(row_line(service, row, finding.remedies));
  return finding;
}

Finding side_note(const Service& service, const Suppression& row, const std::string& why) {
  const auto reason = row_reason(row);
  return Finding{.check = k_suppression_lists,
                 .status = Status::info,
                 .summary = "The address is on " + list_name(row.list) + " of " +
                            service.mail_domain + (reason.empty() ? "" : ", " + reason) + why + ".",
                 .evidence = {row_line(service, row, {})}};
}

/// What the other rows of the domain that the next mail leaves from are worth.
void note_the_rest(const NextMail& next, std::vector<Finding>& findings) {
  const auto holding = holding_rows(next);
  for (const auto& row : in_order(next.from->suppressions->rows)) {
    if (!holds_back_all(row)) {
      findings.push_back(side_note(next.from->service, row, ""));
    } else if (was_ignored(next, row)) {
      findings.push_back(side_note(next.from->service, row, "; such a mail arrived all the same"));
    } else if (is_overruled(next, row)) {
      findings.push_back(side_note(next.from->service, row,
                                   "; it is on the allowlist, too, which should let mail through"));
    } else if (!same_list(holding, row.list)) {
      findings.push_back(
          side_note(next.from->service, row,
                    "; its " + mails_despite_lists(next.from->service) + " are sent all the same"));
    }
  }
}

}  // namespace

CheckResult suppression_lists(const Evidence& evidence) {
  CheckResult result;
  auto& findings = result.findings;
  const auto next = next_mail(evidence);
  bool on_any = false;
  for (const auto& service : evidence.services) {
    if (!service.suppressions) {
      findings.push_back(could_not_ask(k_suppression_lists, service.suppressions.error()));
      continue;
    }
    on_any = on_any || !service.suppressions->rows.empty();
    if (!next || next->from != &service) {
      for (const auto& row : in_order(service.suppressions->rows)) {
        findings.push_back(side_note(service.service, row, ""));
      }
      continue;
    }
    const auto open = open_rows(evidence, *next);
    if (!open.empty()) findings.push_back(held_back(evidence, *next, open));
    note_the_rest(*next, findings);
  }
  if (!on_any && findings.empty()) {
    findings.push_back(
        {.check = k_suppression_lists, .summary = "The address is on no suppression list."});
  }
  return result;
}

}  // namespace latchkey
