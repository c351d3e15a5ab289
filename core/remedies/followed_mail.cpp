#include "core/remedies/followed_mail.hpp"

#include "core/diagnosis/mail_fate.hpp"

#include <algorithm>
#include <array>
#include <utility>

namespace latchkey {
namespace {

using std::chrono::minutes;
using std::chrono::seconds;

/// Counted from the press.
constexpr std::array<seconds, 10> k_looks = {seconds{10}, seconds{30},   minutes{1},  minutes{2},
                                             minutes{5},  minutes{10},   minutes{20}, minutes{30},
                                             minutes{45}, k_followed_for};

/// After its delivery: what a server sends back comes within minutes, mostly, and shows within half
/// an hour more.
constexpr std::array<seconds, 3> k_late_looks = {minutes{10}, minutes{30}, k_followed_for};

/// The first of these moments that lies ahead.
template <class Looks>
std::optional<TimePoint> next_of(const Looks& looks, const FollowedMail& mail, TimePoint now) {
  const auto* next = std::find_if(looks.begin(), looks.end(),
                                  [&](seconds after) { return mail.asked_at + after > now; });
  if (next == looks.end()) return std::nullopt;
  return mail.asked_at + *next;
}

/// Mailgun gives a mail up after eight hours of retries.
constexpr std::chrono::hours k_retries{8};

bool is_over(const FollowedMail& mail, TimePoint now) {
  return now - mail.asked_at >= k_followed_for;
}

/// The end that a fate is; nothing for those that are none yet.
std::optional<MailEnd> end_by(MailFate fate) {
  if (was_suppressed(fate)) return MailEnd::suppressed;
  switch (fate) {
    case MailFate::delivered:
    case MailFate::opened:
    case MailFate::clicked:
    case MailFate::complained: return MailEnd::delivered;
    case MailFate::blocked: return MailEnd::blocked;
    case MailFate::rejected:
    case MailFate::poor_list_quality: return MailEnd::rejected;
    default: break;
  }
  if (failed_for_good(fate)) return MailEnd::bounced;
  return std::nullopt;
}

MailEnding told_by(MailEnd end, const MailEvent& event) {
  return {end, event.at, event.mx_host, reason_words(event)};
}

/// The line of the delivery names the server; one of an opening would not.
const MailEvent& delivery(const Mail& mail, const MailEvent& fallback) {
  const auto line =
      std::find_if(mail.events.rbegin(), mail.events.rend(),
                   [](const MailEvent& event) { return event.type == MailEventType::delivered; });
  return line == mail.events.rend() ? fallback : *line;
}

}  // namespace

bool can_be_followed(const Service& service, MailKind kind) {
  if (service.mail_domain.empty()) return false;
  switch (kind) {
    case MailKind::reset: return !service.reset_subjects.empty();
    case MailKind::confirmation: return !service.confirmation_subjects.empty();
    case MailKind::sign_in_link: return !service.sign_in_link_subjects.empty();
    case MailKind::verification:
    case MailKind::other: return false;
  }
  return false;
}

std::optional<TimePoint> next_look(const FollowedMail& mail, TimePoint now) {
  return next_of(k_looks, mail, now);
}

std::optional<TimePoint> next_look_after_delivery(const FollowedMail& mail, TimePoint now) {
  return next_of(k_late_looks, mail, now);
}

bool overrides_delivery(MailEnd end) {
  return end == MailEnd::bounced || end == MailEnd::blocked;
}

Window window_to_ask(const FollowedMail& mail, TimePoint now) {
  return {mail.asked_at - k_retries - k_clocks_apart, now};
}

std::optional<Mail> find_mail(const FollowedMail& mail, const Service& service,
                              const MailHistory& history) {
  auto sent = mails(service, history, mail.kind);
  if (sent.empty() || sent.front().at < mail.asked_at - k_clocks_apart) return std::nullopt;
  return std::move(sent.front());
}

std::optional<MailEnding> ending_of(const FollowedMail& mail, const Service& service,
                                    const Expected<MailHistory>& history, TimePoint now) {
  const bool over = is_over(mail, now);
  if (!history) {
    if (!over) return std::nullopt;
    return MailEnding{MailEnd::not_asked, now, {}, history.error().what};
  }
  const auto found = find_mail(mail, service, *history);
  if (!found) {
    if (!over) return std::nullopt;
    return MailEnding{MailEnd::not_seen, now};
  }
  const auto [fate, by] = judged_fate(*found);
  const MailEvent& told = by ? *by : found->events.back();
  if (const auto end = end_by(fate)) {
    if (*end == MailEnd::delivered) return told_by(*end, delivery(*found, told));
    const auto* cause = real_cause(*found);
    return told_by(*end, cause ? *cause : told);
  }
  if (!over) return std::nullopt;
  if (fate == MailFate::delayed) return told_by(MailEnd::delayed, told);
  return MailEnding{MailEnd::pending, found->at};
}

}  // namespace latchkey
