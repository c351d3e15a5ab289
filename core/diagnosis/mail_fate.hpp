#pragma once

#include "core/diagnosis/mail.hpp"

namespace latchkey {

/// What became of a mail, as far as its lines in the log prove it.
///
///   fate                    evidence, oldest line first
///   pending                 accepted, nothing after it
///   delayed                 the newest delivery line is a temporary failure (generic, greylisted,
///                           espblock; 4xx, and 498 for a domain without a mail server)
///   delivered               delivered, and no delayed bounce after it; temporary failures before
///                           it only explain why it was late
///   opened, clicked         such a line that no program made, or an unsubscribe, of a mail that
///                           did not fail; tracking is off for many domains, so its absence proves
///                           nothing
///   complained              reported as spam, so it arrived; its absence proves nothing either
///   bounced_late            a permanent failure marked as a delayed bounce: it overrides delivered
///   bounced                 a permanent failure, reason bounce or a 5xx (550 5.1.1)
///   blocked                 a permanent failure, reason espblock, or a 5xx that names a block list
///                           with 5.7.x or no status code: not the customer's doing
///   gave_up                 a permanent failure, reason old or code 602; `real_cause` says why
///   suppressed_bounce       never tried: reason suppress-bounce or code 605
///   suppressed_unsubscribe  never tried: reason suppress-unsubscribe or code 606
///   suppressed_complaint    never tried: reason suppress-complaint or code 607
///   suppressed              never tried: another reason suppress-…
///   poor_list_quality       never tried: code 625, the provider distrusts the sender's addresses
///   rejected                the provider itself refused to take it (policy, account, sandbox)
///   failed                  a permanent failure that none of these rows explains
///   unknown                 no line of a kind that is judged
///
/// That no mail was sent at all is nothing that a mail can tell: see mail_coverage.hpp.
enum class MailFate {
  unknown,
  pending,
  delayed,
  delivered,
  opened,
  clicked,
  complained,
  bounced_late,
  bounced,
  blocked,
  gave_up,
  suppressed_bounce,
  suppressed_unsubscribe,
  suppressed_complaint,
  suppressed,
  poor_list_quality,
  rejected,
  failed
};

MailFate fate_of(const Mail& mail);

/// A fate and the line that it comes from, which is one of the mail's; none where it is `unknown`.
struct JudgedFate {
  MailFate fate = MailFate::unknown;
  const MailEvent* by = nullptr;
};
JudgedFate judged_fate(const Mail& mail);

/// The line with the true cause of a failure: of a mail that was given up after its retries the
/// newest temporary failure, where giving up says nothing itself; otherwise the line that decided.
/// Nothing where the mail did not fail.
const MailEvent* real_cause(const Mail& mail);

/// Did the recipient's server take it, and keep it?
bool arrived(MailFate fate);

/// Did it fail for good? No other mail of this kind is on its way then.
bool failed_for_good(MailFate fate);

/// Was it held back because of a list, without a try?
bool was_suppressed(MailFate fate);

}  // namespace latchkey
