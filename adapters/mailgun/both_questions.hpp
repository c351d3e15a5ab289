#pragma once

#include "adapters/mailgun/events_request.hpp"
#include "core/base/expected.hpp"
#include "core/diagnosis/mail_event.hpp"

#include <boost/asio/awaitable.hpp>

#include <functional>
#include <vector>

namespace latchkey::mailgun {

/// One history out of several answers about one address, newest first; complete where all are. A
/// line that several found (a rejection that has a recipient after all, a click that is also a
/// unique click) counts once.
MailHistory merged(std::vector<MailHistory> histories);

/// Asks both questions about one address at once (`EventsAbout`) and merges what they find. Fails
/// with the first one's error that failed: half a log would read as "nothing was rejected".
boost::asio::awaitable<Expected<MailHistory>> both_questions(
    std::function<boost::asio::awaitable<Expected<MailHistory>>(EventsAbout)> ask);

}  // namespace latchkey::mailgun
