#pragma once

#include "adapters/chat/chat_platform.hpp"
#include "bot/rendering/escalation_card.hpp"
#include "core/escalation/escalation.hpp"
#include "core/ports/store.hpp"

#include <boost/asio/awaitable.hpp>

namespace latchkey {

/// What the store knows about the customer whom the escalation is about, as of now, and a link to
/// its thread. What cannot be read is left out and logged: a call for help does not wait for it.
/// `platform` and `store` outlive the call.
boost::asio::awaitable<rendering::CaseFacts> case_facts(chat::ChatPlatform& platform, Store& store,
                                                        Escalation escalation);

}  // namespace latchkey
