#pragma once

#include "core/base/expected.hpp"
#include "core/base/time.hpp"
#include "core/diagnosis/mail.hpp"
#include "core/diagnosis/service.hpp"
#include "core/remedies/mail_ending.hpp"

#include <chrono>
#include <optional>

namespace latchkey {

/// A mail that somebody had sent by pressing a button, looked for in the mail log from then on.
struct FollowedMail {
  MailKind kind = MailKind::other;
  /// When the press was let through, by our clock.
  TimePoint asked_at;
};

/// A mail is followed for so long. Until then Mailgun has tried it at once and after 10, 15 and 30
/// minutes, and its log has been complete for half an hour (`k_not_visible_yet`).
inline constexpr std::chrono::hours k_followed_for{1};

/// Can mails of this kind be told from the service's others at all?
bool can_be_followed(const Service& service, MailKind kind);

/// When the log is asked next; nothing where the hour is over. Often at first, because most mails
/// arrive within seconds and somebody waits, but never twice within fifteen seconds (Mailgun's own
/// bound for polling its events); later as the provider's retries come.
std::optional<TimePoint> next_look(const FollowedMail& mail, TimePoint now);

/// The same for a mail that was delivered, which its server may still send back (a delayed bounce,
/// Mailgun's "Tracking failures").
std::optional<TimePoint> next_look_after_delivery(const FollowedMail& mail, TimePoint now);

/// Does it take back that the mail was delivered? That the log could not be asked later on, or
/// shows less than before, does not.
bool overrides_delivery(MailEnd end);

/// What to ask the log for. It begins long before the press: a mail that left earlier and is still
/// being retried must show its first line, or it would look like this one.
Window window_to_ask(const FollowedMail& mail, TimePoint now);

/// Which of the mails is it? The newest of its kind that the log saw first at the press or later,
/// or up to `k_clocks_apart` before it, because the log's clock is not ours. Newest, because of two
/// presses within seconds both mails go the same way, and the link in the last one is what works.
std::optional<Mail> find_mail(const FollowedMail& mail, const Service& service,
                              const MailHistory& history);
inline constexpr std::chrono::seconds k_clocks_apart{10};

/// What became of it; nothing where it is to be looked for again.
///
///   its fate in the log                         before the hour is over   after it
///   delivered, opened, clicked, complained      delivered                 delivered
///   bounced, bounced_late, gave_up, failed      bounced                   bounced
///   blocked                                     blocked                   blocked
///   suppressed, for whatever reason             suppressed                suppressed
///   rejected, poor_list_quality                 rejected                  rejected
///   delayed                                     nothing                   delayed
///   pending, or lines of no known kind          nothing                   pending
///   no such mail                                nothing                   not_seen
///   the log could not be asked                  nothing                   not_asked
std::optional<MailEnding> ending_of(const FollowedMail& mail, const Service& service,
                                    const Expected<MailHistory>& history, TimePoint now);

}  // namespace latchkey
