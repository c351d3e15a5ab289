#pragma once

#include "core/diagnosis/mail_event.hpp"

#include <nlohmann/json_fwd.hpp>

namespace latchkey::mailgun {

/// What kind of line an item of either API is.
///
///   event                                   type
///   accepted, delivered, rejected, opened,
///   clicked, complained, unsubscribed       the same
///   unique_opened, unique_clicked (Logs)    opened, clicked: the first of its kind
///   failed, severity temporary, permanent   failed_temporarily, failed_permanently
///   failed, no severity, retry-seconds      failed_temporarily, also with code 680 as in the
///                                           documented sample of the Logs API
///   failed, no severity, code 500 to 699    failed_permanently
///   failed, reason suppress-… or old        failed_permanently
///   all else                                other: kept, never judged
MailEventType event_type(const nlohmann::json& item);

}  // namespace latchkey::mailgun
