#include "core/diagnosis/mail_trouble.hpp"

#include "core/diagnosis/holding_rows.hpp"
#include "core/diagnosis/mail_coverage.hpp"
#include "core/diagnosis/mail_fate.hpp"
#include "core/diagnosis/resets.hpp"

#include <utility>

namespace latchkey {
namespace {

/// Mailgun tries for 8 hours (its manual, "Delivery retries"); its lines come a little later.
constexpr std::chrono::hours k_retries_last{9};

struct Judged {
  Cause cause;
  Confidence confidence;
};

std::optional<Judged> judged(const JudgedFate& fate, TimePoint now) {
  switch (fate.fate) {
    case MailFate::suppressed_bounce:
    case MailFate::suppressed_unsubscribe:
    case MailFate::suppressed_complaint:
    case MailFate::suppressed: return Judged{Cause::mail_suppressed, Confidence::certain};
    case MailFate::blocked: return Judged{Cause::mail_blocked, Confidence::certain};
    case MailFate::bounced:
    case MailFate::bounced_late:
    case MailFate::gave_up: return Judged{Cause::mail_bounced, Confidence::certain};
    case MailFate::failed: return Judged{Cause::mail_bounced, Confidence::likely};
    case MailFate::rejected:
    case MailFate::poor_list_quality: return Judged{Cause::mail_rejected, Confidence::certain};
    case MailFate::delayed:
      return Judged{Cause::mail_delayed, now - fate.by->at > k_retries_last ? Confidence::possible
                                                                            : Confidence::certain};
    case MailFate::pending:
      if (now - fate.by->at <= k_not_visible_yet) return std::nullopt;
      return Judged{Cause::mail_delayed, Confidence::possible};
    case MailFate::unknown:
    case MailFate::delivered:
    case MailFate::opened:
    case MailFate::clicked:
    case MailFate::complained: return std::nullopt;
  }
  return std::nullopt;
}

/// Did a row of this list have to do with what became of the mail?
bool belongs(SuppressionList list, MailFate fate) {
  switch (fate) {
    // The next mail would be held back by any.
    case MailFate::suppressed:
    case MailFate::suppressed_bounce:
    case MailFate::suppressed_complaint:
    case MailFate::suppressed_unsubscribe: return true;
    case MailFate::bounced:
    case MailFate::bounced_late: return list == SuppressionList::bounces;
    default: return false;
  }
}

}  // namespace

std::optional<MailTrouble> mail_trouble(const Evidence& evidence, const NextMail& next) {
  auto mail = telling_mail(next);
  if (!mail) return std::nullopt;
  const auto fate = judged_fate(*mail);
  const auto verdict = judged(fate, evidence.now);
  if (!verdict) return std::nullopt;
  const bool may_have_come_late = !failed_for_good(fate.fate);
  const bool from_here = next.from == &evidence.diagnosed();
  if (may_have_come_late && from_here && was_used(evidence, *mail)) return std::nullopt;

  MailTrouble trouble{.mail = *std::move(mail),
                      .cause = verdict->cause,
                      .confidence = next.known() ? verdict->confidence : Confidence::possible};
  trouble.rows = holding_rows(next);
  std::erase_if(trouble.rows,
                [&](const Suppression& row) { return !belongs(row.list, fate.fate); });
  return trouble;
}

}  // namespace latchkey
