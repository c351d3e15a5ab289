#include "core/remedies/mail_ending.hpp"

namespace latchkey {

std::string_view to_string(MailEnd end) {
  switch (end) {
    case MailEnd::delivered: return "delivered";
    case MailEnd::bounced: return "bounced";
    case MailEnd::blocked: return "blocked";
    case MailEnd::suppressed: return "suppressed";
    case MailEnd::rejected: return "rejected";
    case MailEnd::delayed: return "delayed";
    case MailEnd::pending: return "pending";
    case MailEnd::not_seen: return "not_seen";
    case MailEnd::not_asked: return "not_asked";
  }
  return "";
}

std::optional<MailEnd> parse_mail_end(std::string_view name) {
  for (const auto end : {MailEnd::delivered, MailEnd::bounced, MailEnd::blocked,
                         MailEnd::suppressed, MailEnd::rejected, MailEnd::delayed, MailEnd::pending,
                         MailEnd::not_seen, MailEnd::not_asked}) {
    if (to_string(end) == name) return end;
  }
  return std::nullopt;
}

}  // namespace latchkey
