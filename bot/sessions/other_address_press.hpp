#pragma once

#include "adapters/chat/chat_platform.hpp"
#include "core/ports/store.hpp"

#include <boost/asio/awaitable.hpp>

namespace latchkey {

/// A press of "Check ADDRESS" that is permitted: lets one through for each diagnosis, which is true
/// for the same press after a crash, too, and writes the row of buttons again, which then says who
/// it was. Whoever came later is told so. `attempt` is the press; `platform` and `store` outlive
/// the call.
boost::asio::awaitable<bool> begin_other_check(chat::ChatPlatform& platform, Store& store,
                                               chat::Request press, RemedyAttempt attempt,
                                               DiagnosisRecord record);

}  // namespace latchkey
