#pragma once

#include "core/base/time.hpp"

#include <optional>
#include <string>
#include <vector>

namespace latchkey {

/// What happened to a mail, in the words of the mail log.
enum class MailEventType {
  accepted,            ///< the provider took it from the service: it "left"
  delivered,           ///< the recipient's server took it, which is not yet the inbox
  failed_temporarily,  ///< it is being retried
  failed_permanently,  ///< given up
  rejected,            ///< the provider itself refused to take it
  opened,
  clicked,
  complained,
  unsubscribed,
  other  ///< a kind we do not know; kept, never judged
};

/// One line of a mail log about one recipient.
struct MailEvent {
  TimePoint at;
  MailEventType type = MailEventType::other;
  std::string recipient;
  /// Empty where the log does not repeat it (opened, clicked): join by `message_id`.
  std::string subject;
  /// Without angle brackets. One mail's events share it.
  std::string message_id;
  /// SMTP or provider code (550, 605), where there is one.
  std::optional<int> code;
  /// The provider's short reason ("bounce", "suppress-bounce").
  std::string reason;
  /// The receiving server's words: foreign text.
  std::string detail;
  std::string mx_host;
};

/// The mail log's answer for one address, one domain and one window.
struct MailHistory {
  /// Newest first.
  std::vector<MailEvent> events;
  /// False where the log was longer than we were willing to page through.
  bool complete = true;
};

}  // namespace latchkey
