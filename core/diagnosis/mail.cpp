#include "core/diagnosis/mail.hpp"

#include "core/diagnosis/wording.hpp"

#include <algorithm>
#include <map>
#include <tuple>

namespace latchkey {
namespace {

auto event_order(const MailEvent& event) {
  return std::tie(event.at, event.type, event.subject, event.code, event.reason, event.detail);
}

Mail make_mail(const Service& service, std::vector<MailEvent> events) {
  std::sort(events.begin(), events.end(),
            [](const MailEvent& a, const MailEvent& b) { return event_order(a) < event_order(b); });
  const auto named = std::find_if(events.begin(), events.end(),
                                  [](const MailEvent& event) { return !event.subject.empty(); });
  Mail mail;
  if (named != events.end()) mail.subject = named->subject;
  mail.kind = mail_kind(service, mail.subject);
  mail.at = events.front().at;
  mail.events = std::move(events);
  return mail;
}

std::string verb(const MailEvent& event) {
  switch (event.type) {
    case MailEventType::accepted: return "accepted";
    case MailEventType::delivered: return "delivered";
    case MailEventType::failed_temporarily: return "delayed";
    case MailEventType::failed_permanently:
      // Mailgun's words for an address on its suppression lists (Events API, failure reasons).
      if (event.reason.starts_with("suppress-")) return "suppressed";
      return event.reason == "old" ? "given up" : "bounced";
    case MailEventType::rejected: return "refused by the mail provider";
    case MailEventType::opened: return "opened";
    case MailEventType::clicked: return "clicked";
    case MailEventType::complained: return "reported as spam";
    case MailEventType::unsubscribed: return "answered with an unsubscribe";
    case MailEventType::other: return "logged";
  }
  return "logged";
}

std::string with_reason(std::string text, const MailEvent& event) {
  const std::string reason = reason_words(event);
  return reason.empty() ? text : text + ": " + reason;
}

}  // namespace

std::vector<Mail> mails(const Service& service, const MailHistory& history) {
  std::map<std::string, std::vector<MailEvent>> by_id;
  std::vector<Mail> found;
  for (const auto& event : history.events) {
    if (event.message_id.empty()) {
      found.push_back(make_mail(service, {event}));
    } else {
      by_id[event.message_id].push_back(event);
    }
  }
  for (auto& [id, events] : by_id) found.push_back(make_mail(service, std::move(events)));
  std::sort(found.begin(), found.end(), [](const Mail& a, const Mail& b) {
    return std::tie(b.at, b.subject, b.events.front().message_id) <
           std::tie(a.at, a.subject, a.events.front().message_id);
  });
  return found;
}

std::vector<Mail> mails(const Service& service, const MailHistory& history, MailKind kind) {
  auto found = mails(service, history);
  std::erase_if(found, [&](const Mail& mail) { return mail.kind != kind; });
  return found;
}

bool left(const Mail& mail) {
  return std::any_of(mail.events.begin(), mail.events.end(),
                     [](const MailEvent& event) { return event.type != MailEventType::rejected; });
}

const MailEvent& fate(const Mail& mail) {
  const auto known =
      std::find_if(mail.events.rbegin(), mail.events.rend(),
                   [](const MailEvent& event) { return event.type != MailEventType::other; });
  return known == mail.events.rend() ? mail.events.back() : *known;
}

std::string kind_words(MailKind kind) {
  switch (kind) {
    case MailKind::reset: return "reset";
    case MailKind::confirmation: return "confirmation";
    case MailKind::sign_in_link: return "sign-in link";
    case MailKind::verification: return "verification";
    case MailKind::other: break;
  }
  return "";
}

std::string mail_words(MailKind kind, const std::string& subject) {
  // Of the others, the subject says more.
  if (kind != MailKind::verification && kind != MailKind::other) return kind_words(kind) + " mail";
  return subject.empty() ? "mail" : "mail \"" + subject + "\"";
}

std::string reason_words(const MailEvent& event) {
  const bool failed = event.type == MailEventType::failed_temporarily ||
                      event.type == MailEventType::failed_permanently ||
                      event.type == MailEventType::rejected;
  if (!failed) return "";
  std::string words = event.detail.empty() ? event.reason : event.detail;
  if (!event.code) return words;
  const std::string code = std::to_string(*event.code);
  if (words.starts_with(code)) return words;
  return words.empty() ? code : code + " " + words;
}

std::string event_words(const MailEvent& event) {
  return with_reason(verb(event), event);
}

std::string event_words(const MailEvent& event, TimePoint now) {
  return with_reason(verb(event) + " " + ago(event.at, now), event);
}

}  // namespace latchkey
