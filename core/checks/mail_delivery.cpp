#include "core/checks/mail_delivery.hpp"

#include "core/checks/mail_trouble_words.hpp"
#include "core/diagnosis/holding_rows.hpp"
#include "core/diagnosis/mail_coverage.hpp"
#include "core/diagnosis/mail_fate.hpp"
#include "core/diagnosis/mail_trouble.hpp"
#include "core/diagnosis/wording.hpp"
#include "core/remedies/lift_suppression.hpp"
#include "core/remedies/mail_again.hpp"

#include <algorithm>
#include <utility>

namespace latchkey {
namespace {

constexpr const char* k_mail_delivery = "mail_delivery";

/// The list first, since a mail that is sent before would be held back.
std::vector<RemedyId> remedies(const Evidence& evidence, const NextMail& next,
                               const MailTrouble& trouble) {
  std::vector<RemedyId> offered;
  const bool another_may_arrive =
      trouble.cause == Cause::mail_suppressed || trouble.cause == Cause::mail_bounced;
  if (!another_may_arrive || !next.known()) return offered;
  if (!trouble.rows.empty()) offered = lifts(evidence);
  const bool lift = !trouble.rows.empty() && may_lift_suppression(evidence);
  const bool still_held_back = !lift && !trouble.rows.empty();
  const bool sent_from_here = next.from == &evidence.diagnosed();
  const auto again = mail_again(evidence, next.kinds.front());
  if (again && sent_from_here && !still_held_back) offered.push_back(*again);
  return offered;
}

Finding in_trouble(const Evidence& evidence, const NextMail& next, const MailTrouble& trouble) {
  const auto& from = *next.from;
  const auto& mail = trouble.mail;
  Finding finding{.check = k_mail_delivery,
                  .status = Status::problem,
                  .cause = trouble.cause,
                  .confidence = trouble.confidence,
                  .summary = trouble_summary(evidence, from, trouble),
                  .evidence = {trouble_line(from.service, mail)},
                  .remedies = remedies(evidence, next, trouble),
                  .headline = trouble_headline(trouble)};
  for (const auto& row : trouble.rows) {
    finding.evidence.push_back(row_line(from.service, row, finding.remedies));
  }
  return finding;
}

Finding in_order(const Evidence& evidence, const Service& from, const Mail& mail) {
  const auto words = mail_words(mail.kind, mail.subject);
  Finding finding{.check = k_mail_delivery,
                  .summary = "The newest " + words + " " + fared(fate(mail), evidence.now) + ".",
                  .evidence = {trouble_line(from, mail)}};
  const auto how = fate_of(mail);
  if (how == MailFate::pending) {
    finding.status = Status::info;
    finding.summary = "The newest " + words + " " + fared(fate(mail), evidence.now) +
                      "; what became of it is not visible yet.";
  } else if (how == MailFate::unknown) {
    finding.status = Status::info;
    finding.summary = "What became of the newest " + words + " cannot be told from the log.";
  } else if (how == MailFate::complained) {
    finding.status = Status::info;
    finding.summary = "The newest " + words + " arrived, and the customer reported it as spam.";
  }
  return finding;
}

/// Without an account no mail would help, but one that failed may explain why there is none: who
/// cannot confirm is forgotten after some days on some sites.
CheckResult without_account(const Evidence& evidence) {
  const auto& here = evidence.diagnosed();
  if (!here.mail) return {{could_not_ask(k_mail_delivery, here.mail.error())}};
  const auto all = mails(here.service, *here.mail);
  if (all.empty() || !failed_for_good(fate_of(all.front()))) return {};
  const auto& mail = all.front();
  return {{Finding{.check = k_mail_delivery,
                   .status = Status::info,
                   .summary = "The newest mail to this address, " +
                              mail_words(mail.kind, mail.subject) + ", " +
                              fared(*real_cause(mail), evidence.now) + ".",
                   .evidence = {trouble_line(here.service, mail)}}}};
}

}  // namespace

CheckResult mail_delivery(const Evidence& evidence) {
  const auto next = next_mail(evidence);
  if (!next) return without_account(evidence);
  const auto& from = *next->from;
  if (!from.mail) return {{could_not_ask(k_mail_delivery, from.mail.error())}};
  if (const auto trouble = mail_trouble(evidence, *next)) {
    return {{in_trouble(evidence, *next, *trouble)}};
  }
  if (const auto mail = telling_mail(*next)) return {{in_order(evidence, from.service, *mail)}};
  if (const auto why = unread_because(from)) {
    return {{Finding{.check = k_mail_delivery, .status = Status::unanswered, .summary = *why}}};
  }
  return {{Finding{.check = k_mail_delivery, .summary = "No mail to this address failed."}}};
}

}  // namespace latchkey
