#include "core/diagnosis/timeline.hpp"

#include "core/diagnosis/mail.hpp"

#include <algorithm>
#include <string>
#include <tuple>

namespace latchkey {
namespace {

void add_account(const Service& service, const Account& account,
                 std::vector<TimelineEntry>& entries) {
  const auto add = [&](const Field<TimePoint>& field, const char* what) {
    if (field.value()) entries.push_back({*field.value(), service.name, what});
  };
  const bool changing = account.unconfirmed_email.value().has_value();
  add(account.created_at, "account created");
  add(account.confirmation_sent_at,
      changing ? "confirmation of the changed address asked for" : "confirmation asked for");
  add(account.confirmed_at, "account confirmed");
  add(account.reset_password_sent_at, "reset asked for");
  add(account.locked_at, "locked after failed attempts");
  add(account.last_sign_in_at, "signed in");
  if (account.current_sign_in_at != account.last_sign_in_at) {
    add(account.current_sign_in_at, "signed in");
  }
}

void add_mails(const Service& service, const MailHistory& history,
               std::vector<TimelineEntry>& entries) {
  for (const auto& mail : mails(service, history)) {
    for (const auto& event : mail.events) {
      entries.push_back({event.at, "mailgun:" + service.mail_domain,
                         mail_words(mail.kind, mail.subject) + " " + event_words(event)});
    }
  }
}

void add_rows(const Service& service, const SuppressionsFound& found,
              std::vector<TimelineEntry>& entries) {
  for (const auto& row : in_order(found.rows)) {
    if (!row.created_at) continue;
    const auto reason = row_reason(row);
    entries.push_back({*row.created_at, "mailgun:" + service.mail_domain,
                       "put on " + list_name(row.list) + (reason.empty() ? "" : ": " + reason)});
  }
}

}  // namespace

std::vector<TimelineEntry> timeline(const Evidence& evidence) {
  std::vector<TimelineEntry> entries;
  for (const auto& service : evidence.services) {
    auto account = account_of(service, evidence.asked);
    if (!account) account = awaiting_account(service, evidence.asked);
    if (account) add_account(service.service, *account, entries);
    if (service.mail) add_mails(service.service, *service.mail, entries);
    if (service.suppressions) add_rows(service.service, *service.suppressions, entries);
  }
  std::stable_sort(entries.begin(), entries.end(),
                   [](const TimelineEntry& a, const TimelineEntry& b) { return a.at < b.at; });
  return entries;
}

}  // namespace latchkey
