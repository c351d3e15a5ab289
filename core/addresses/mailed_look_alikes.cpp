#include "core/addresses/mailed_look_alikes.hpp"

#include "core/addresses/likeness.hpp"
#include "core/addresses/other_accounts.hpp"
#include "core/diagnosis/mail.hpp"

#include <algorithm>
#include <map>
#include <utility>

namespace latchkey {
namespace {

bool is_somebody_elses(const Evidence& evidence, const EmailAddress& address,
                       const std::vector<OtherAccount>& others) {
  const bool judged_alike = std::any_of(others.begin(), others.end(), [&](const auto& other) {
    const auto parsed = EmailAddress::parse(other.email);
    return parsed && *parsed == address;
  });
  if (judged_alike) return false;
  return std::any_of(evidence.services.begin(), evidence.services.end(),
                     [&](const auto& service) { return !accounts_of(service, address).empty(); });
}

/// Does such a mail show that somebody means to sign in?
bool leads_in(MailKind kind) {
  return kind == MailKind::reset || kind == MailKind::confirmation ||
         kind == MailKind::sign_in_link;
}

/// The newest for each address.
std::map<EmailAddress, MailedLookAlike> newest_mails(const Evidence& evidence) {
  std::map<EmailAddress, MailedLookAlike> newest;
  for (const auto& there : evidence.services) {
    const auto& log = there.mail_to_look_alikes;
    if (!log || log->events.empty() || asked_for_a_way_in(there)) continue;
    for (const auto& event : log->events) {
      const auto kind = mail_kind(there.service, event.subject);
      const auto address = EmailAddress::parse(event.recipient);
      if (!leads_in(kind) || !address || *address == evidence.asked) continue;
      const auto known = newest.find(*address);
      if (known != newest.end() && known->second.at >= event.at) continue;
      newest.insert_or_assign(*address, MailedLookAlike{*address, "a " + mail_words(kind, ""),
                                                        there.service, event.at});
    }
  }
  return newest;
}

}  // namespace

bool asked_for_a_way_in(const ServiceEvidence& evidence) {
  if (!evidence.mail) return false;
  const auto& events = evidence.mail->events;
  return std::any_of(events.begin(), events.end(), [&](const MailEvent& event) {
    const auto kind = mail_kind(evidence.service, event.subject);
    return kind == MailKind::reset || kind == MailKind::sign_in_link;
  });
}

std::vector<MailedLookAlike> mailed_look_alikes(const Evidence& evidence,
                                                const std::vector<OtherAccount>& others) {
  std::vector<MailedLookAlike> found;
  for (auto& [address, mail] : newest_mails(evidence)) {
    auto alike = likeness(evidence.asked, address);
    if (alike.score < k_possibly_same_person) continue;
    if (is_somebody_elses(evidence, address, others)) continue;
    mail.score = alike.score;
    mail.explanation = alike.explanation();
    found.push_back(std::move(mail));
  }
  std::stable_sort(found.begin(), found.end(),
                   [](const auto& a, const auto& b) { return a.score > b.score; });
  return found;
}

}  // namespace latchkey
