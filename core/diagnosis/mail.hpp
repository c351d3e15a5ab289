#pragma once

#include "core/base/time.hpp"
#include "core/diagnosis/mail_event.hpp"
#include "core/diagnosis/service.hpp"

#include <string>
#include <vector>

namespace latchkey {

/// One mail, put together from its lines in the log.
struct Mail {
  MailKind kind = MailKind::other;
  std::string subject;
  /// When the log first saw it.
  TimePoint at;
  /// Oldest first, never empty.
  std::vector<MailEvent> events;
};

/// The mails of one log, newest first, whatever the order of its lines. Lines without a subject
/// (opened, clicked) are joined by their message id.
std::vector<Mail> mails(const Service& service, const MailHistory& history);

/// Those of one kind, newest first.
std::vector<Mail> mails(const Service& service, const MailHistory& history, MailKind kind);

/// Did it leave the service? A rejected mail was asked for, but never left. A line of a kind that
/// we do not know counts: taking it for nothing would claim that no mail was sent.
bool left(const Mail& mail);

/// The line that tells how far the mail has come: the newest one of a kind that we know.
const MailEvent& fate(const Mail& mail);

/// "reset", "confirmation", "sign-in link", "verification"; empty for any other.
std::string kind_words(MailKind kind);

/// "reset mail", "confirmation mail", "sign-in link mail", "mail \"Your invoice\"".
std::string mail_words(MailKind kind, const std::string& subject);

/// "550 5.1.1 user unknown": why a mail was not delivered, in the receiving server's words with
/// their code in front, or in the provider's. Empty for a line that is no failure or says nothing
/// of it.
std::string reason_words(const MailEvent& event);

/// "delivered", "bounced: 550 5.1.1 user unknown"; continues `mail_words`.
std::string event_words(const MailEvent& event);

/// "delivered 10 minutes ago", "bounced 2 days ago: 550 5.1.1 user unknown".
std::string event_words(const MailEvent& event, TimePoint now);

}  // namespace latchkey
