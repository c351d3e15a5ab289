#pragma once

#include "core/base/email_address.hpp"
#include "core/diagnosis/mail_event.hpp"

#include <nlohmann/json_fwd.hpp>

#include <optional>
#include <string>
#include <vector>

namespace latchkey::mailgun {

/// What one item of the log is to us.
struct EventItem {
  enum class Use {
    ours,       ///< about mail to the asked address: `event` is filled
    not_ours,   ///< to somebody else, inbound, or forwarded by a route
    unreadable  ///< it cannot be told: no time, no recipient, or other types than documented
  };
  Use use = Use::unreadable;
  /// Ids are unique within one day only, so the timestamp belongs to the identity.
  std::string identity;
  std::optional<MailEvent> event;
};

/// Reads one item of the Events or the Logs API. Only the event, its time and `id` are always
/// there; all else may be missing, null or (user-variables) of another type, and is then left
/// empty. The two differ in what we read by the time only: epoch seconds in `timestamp`, or an ISO
/// 8601 text in `@timestamp`.
/// https://documentation.mailgun.com/docs/mailgun/user-manual/events/event-structure
/// https://documentation.mailgun.com/docs/mailgun/api-reference/send/mailgun/logs
EventItem event_item(const nlohmann::json& item, const EmailAddress& recipient);

/// The same for mail to any of these, told by the item's own `recipient` alone, which all items but
/// rejections have.
EventItem event_item(const nlohmann::json& item, const std::vector<EmailAddress>& recipients);

}  // namespace latchkey::mailgun
