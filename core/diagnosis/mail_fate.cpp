#include "core/diagnosis/mail_fate.hpp"

#include "core/diagnosis/block_list.hpp"

#include <algorithm>
#include <optional>

namespace latchkey {
namespace {

/// The reason is the provider's own word; the code decides where it is missing or says nothing.
std::optional<MailFate> suppression_of(const MailEvent& event) {
  if (event.reason == "suppress-bounce") return MailFate::suppressed_bounce;
  if (event.reason == "suppress-unsubscribe") return MailFate::suppressed_unsubscribe;
  if (event.reason == "suppress-complaint") return MailFate::suppressed_complaint;
  if (event.reason.starts_with("suppress-")) return MailFate::suppressed;
  switch (event.code.value_or(0)) {
    case 605: return MailFate::suppressed_bounce;
    case 606: return MailFate::suppressed_unsubscribe;
    case 607: return MailFate::suppressed_complaint;
    case 625: return MailFate::poor_list_quality;
    default: return std::nullopt;
  }
}

bool is_refusal(const MailEvent& event) {
  return event.code && *event.code >= 500 && *event.code < 600;
}

/// A 5.1.1 that mentions a list is still a mailbox that does not exist.
bool is_block(const MailEvent& event) {
  if (event.reason == "espblock") return true;
  if (!is_refusal(event) || !names_block_list(event.detail)) return false;
  const auto status =
      event.enhanced_code.empty() ? status_code_in(event.detail) : event.enhanced_code;
  return status.empty() || status.starts_with("5.7.");
}

MailFate permanent_failure(const MailEvent& event) {
  if (event.reason == "old" || event.code == 602) return MailFate::gave_up;
  if (const auto suppressed = suppression_of(event)) return *suppressed;
  if (is_block(event)) return MailFate::blocked;
  if (event.delayed_bounce) return MailFate::bounced_late;
  if (event.reason == "bounce" || is_refusal(event)) return MailFate::bounced;
  return MailFate::failed;
}

/// What a person did with the mail shows that it arrived, unless it failed: then it was a copy, or
/// a scanner that does not say that it is one.
MailFate after_reading(MailFate fate, const MailEvent& event, MailFate read) {
  if (event.by_bot || failed_for_good(fate)) return fate;
  return arrived(fate) ? std::max(fate, read) : read;
}

/// The fate so far, and one line later. `max` of arrived fates: complained tells more than clicked,
/// clicked more than opened.
MailFate after(MailFate fate, const MailEvent& event) {
  switch (event.type) {
    case MailEventType::accepted: return fate == MailFate::unknown ? MailFate::pending : fate;
    case MailEventType::delivered: return arrived(fate) ? fate : MailFate::delivered;
    case MailEventType::failed_temporarily: return arrived(fate) ? fate : MailFate::delayed;
    case MailEventType::rejected: return arrived(fate) ? fate : MailFate::rejected;
    case MailEventType::failed_permanently:
      return arrived(fate) && !event.delayed_bounce ? fate : permanent_failure(event);
    case MailEventType::opened:
    case MailEventType::unsubscribed: return after_reading(fate, event, MailFate::opened);
    case MailEventType::clicked: return after_reading(fate, event, MailFate::clicked);
    case MailEventType::complained: return after_reading(fate, event, MailFate::complained);
    case MailEventType::other: return fate;
  }
  return fate;
}

}  // namespace

JudgedFate judged_fate(const Mail& mail) {
  JudgedFate judged;
  for (const auto& event : mail.events) {
    const auto next = after(judged.fate, event);
    // Of two temporary failures the newest is the one to show.
    const bool again = next == MailFate::delayed && event.type == MailEventType::failed_temporarily;
    if (next != judged.fate || again) judged = {next, &event};
  }
  return judged;
}

MailFate fate_of(const Mail& mail) {
  return judged_fate(mail).fate;
}

const MailEvent* real_cause(const Mail& mail) {
  const auto [fate, by] = judged_fate(mail);
  if (!failed_for_good(fate)) return nullptr;
  if (fate != MailFate::gave_up || by->last_code) return by;
  const auto newest = std::find_if(
      mail.events.rbegin(), mail.events.rend(),
      [](const MailEvent& event) { return event.type == MailEventType::failed_temporarily; });
  return newest == mail.events.rend() ? by : &*newest;
}

bool arrived(MailFate fate) {
  return fate == MailFate::delivered || fate == MailFate::opened || fate == MailFate::clicked ||
         fate == MailFate::complained;
}

bool failed_for_good(MailFate fate) {
  switch (fate) {
    case MailFate::unknown:
    case MailFate::pending:
    case MailFate::delayed:
    case MailFate::delivered:
    case MailFate::opened:
    case MailFate::clicked:
    case MailFate::complained: return false;
    default: return true;
  }
}

bool was_suppressed(MailFate fate) {
  return fate == MailFate::suppressed_bounce || fate == MailFate::suppressed_unsubscribe ||
         fate == MailFate::suppressed_complaint || fate == MailFate::suppressed;
}

}  // namespace latchkey
