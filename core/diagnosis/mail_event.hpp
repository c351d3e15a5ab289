#pragma once

#include "core/base/time.hpp"

#include <chrono>
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
  /// The receiving server's status code as the provider read it ("5.1.1"), where it did.
  std::string enhanced_code = {};
  /// What the receiving server answered last, before the provider gave up with a code of its own.
  std::optional<int> last_code = {};
  /// When the next try follows.
  std::optional<std::chrono::seconds> retry_in = {};
  /// The receiving server took the mail and sent it back afterwards.
  bool delayed_bounce = false;
  /// Opened or clicked by a program (a virus scanner, an image proxy), not by a person.
  bool by_bot = false;
};

/// The mail log's answer for one address, one domain and one window.
struct MailHistory {
  /// Newest first.
  std::vector<MailEvent> events;
  /// False where the log was longer than we were willing to page through.
  bool complete = true;
};

}  // namespace latchkey
