#pragma once

#include "core/diagnosis/evidence.hpp"

#include <chrono>
#include <optional>
#include <string>

namespace latchkey {

// What a mail log cannot show must not be read as "no mail left".

/// Mailgun's events arrive late and out of order; the vendor trusts a stretch of its log once it
/// is half an hour old (Events API, "Event Polling").
inline constexpr std::chrono::minutes k_not_visible_yet{30};

/// Why the service's log was not read to the end, naming the system; nothing where it was.
std::optional<std::string> unread_because(const ServiceEvidence& service);

/// From when on the logs can show the window: its start, or where they begin if that is later.
TimePoint visible_since(const Evidence& evidence);

/// From when on the service's log was read: since `visible_since`, or from its oldest line on where
/// it was longer than we read. Nothing where it could not be asked.
std::optional<TimePoint> mail_read_since(const Evidence& evidence, const ServiceEvidence& service);

/// Does the window begin before the logs do?
bool reaches_beyond_retention(const Evidence& evidence);

/// Does the window end so recently that its newest mails may not be visible yet?
bool newest_mail_not_visible_yet(const Evidence& evidence);

/// "14 days": how much of the window the logs can show.
std::string visible_period(const Evidence& evidence);

}  // namespace latchkey
