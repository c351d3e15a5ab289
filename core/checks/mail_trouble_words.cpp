#include "core/checks/mail_trouble_words.hpp"

#include "core/diagnosis/holding_rows.hpp"
#include "core/diagnosis/mail_fate.hpp"
#include "core/diagnosis/wording.hpp"
#include "core/remedies/suppression_remedies.hpp"

#include <algorithm>

namespace latchkey {
namespace {

/// The line that decided, with the true reason where it gives none itself.
const MailEvent& deciding_line(const Mail& mail) {
  if (const auto* cause = real_cause(mail)) return *cause;
  const auto judged = judged_fate(mail);
  return judged.by ? *judged.by : fate(mail);
}

/// What follows from it, in a sentence of its own.
std::string consequence(const Evidence& evidence, const ServiceEvidence& from,
                        const MailTrouble& trouble) {
  switch (trouble.cause) {
    case Cause::mail_suppressed:
      if (!trouble.rows.empty())
        return " It is " + row_words(trouble.rows.front(), evidence.now) + ".";
      return from.suppressions && from.suppressions->rows.empty()
                 ? " It is on no list any more: a new mail would be tried."
                 : "";
    case Cause::mail_blocked:
      return " That is not the customer's doing: our sending address has to be taken off that "
             "list by the mail provider.";
    case Cause::mail_rejected: return " That is for whoever runs the mail domain to solve.";
    case Cause::mail_delayed:
      return trouble.confidence == Confidence::certain ? " It is tried again for up to 8 hours."
                                                       : " Nothing is known since.";
    case Cause::mail_bounced:
      return trouble.rows.empty()
                 ? ""
                 : " Since then mail to the address is held back: it is on the bounce list.";
    default: return "";
  }
}

std::string what_happened(const Mail& mail, TimePoint now) {
  const auto judged = judged_fate(mail);
  const auto& line = deciding_line(mail);
  if (was_suppressed(judged.fate)) {
    return "was held back " + ago(line.at, now) + ", because the address was on a suppression list";
  }
  if (judged.fate == MailFate::gave_up) {
    return "was given up " + ago(judged.by->at, now) + " after its retries" +
           (line.detail.empty() ? "" : ": " + line.detail);
  }
  return fared(line, now);
}

}  // namespace

std::string fared(const MailEvent& line, TimePoint now) {
  const auto words = event_words(line, now);
  return words.starts_with("bounced") ? words : "was " + words;
}

EvidenceLine trouble_line(const Service& service, const Mail& mail) {
  const auto& line = deciding_line(mail);
  return {mail_log_name(service), line.at,
          mail_words(mail.kind, mail.subject) + " " + event_words(line), service.mail_log_link};
}

EvidenceLine row_line(const Service& service, const Suppression& row,
                      const std::vector<RemedyId>& offered) {
  const auto reason = row_reason(row);
  std::string what = "on " + list_name(row.list) + (reason.empty() ? "" : ": " + reason);
  if (row.list != SuppressionList::bounces) {
    const bool here = std::find(offered.begin(), offered.end(), lift_of(row.list)) != offered.end();
    what +=
        "; the customer's own will: take it off only where they asked for it, with a second "
        "person";
    if (!here) what += ", in the mail provider's own pages";
  }
  return {suppression_lists_name(service), row.created_at, what, service.mail_log_link};
}

std::string trouble_summary(const Evidence& evidence, const ServiceEvidence& from,
                            const MailTrouble& trouble) {
  const auto& mail = trouble.mail;
  return "The newest " + mail_words(mail.kind, mail.subject) + " from " + from.service.name + " " +
         what_happened(mail, evidence.now) + "." + consequence(evidence, from, trouble);
}

std::string trouble_headline(const MailTrouble& trouble) {
  const std::string mail = "the " + mail_words(trouble.mail.kind, trouble.mail.subject);
  switch (trouble.cause) {
    case Cause::mail_suppressed: return mail + " was held back by a suppression list";
    case Cause::mail_blocked: return mail + " was refused: our sending address is on a block list";
    case Cause::mail_rejected: return "the mail provider refused to send " + mail;
    case Cause::mail_delayed:
      return mail + (trouble.confidence == Confidence::certain ? " is delayed" : " may be delayed");
    default: break;
  }
  return mail + (fate_of(trouble.mail) == MailFate::gave_up ? " was given up after its retries"
                                                            : " bounced");
}

}  // namespace latchkey
