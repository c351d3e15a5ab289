#pragma once

#include "adapters/chat/chat_platform.hpp"
#include "core/base/email_address.hpp"
#include "core/ports/audit_log.hpp"
#include "core/ports/journal.hpp"

#include <boost/asio/awaitable.hpp>

#include <optional>

namespace latchkey {

/// Says why a press does nothing: `words` to whoever pressed, and `why` ("over_limit") in the
/// record, of the customer where one is named. `log` and `platform` outlive the call.
boost::asio::awaitable<void> decline_press(AuditLog& log, chat::ChatPlatform& platform, Job job,
                                           chat::Request press, const char* why,
                                           chat::Message words,
                                           std::optional<EmailAddress> customer = {});

}  // namespace latchkey
