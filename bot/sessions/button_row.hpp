#pragma once

#include "adapters/chat/chat_platform.hpp"
#include "core/ports/store.hpp"

#include <boost/asio/awaitable.hpp>

#include <string>

namespace latchkey {

/// Writes the message with the buttons of a diagnosis again, from what the store has; `why` belongs
/// to the newest press. What keeps it from being shown is logged. `platform` and `store` outlive
/// the call.
boost::asio::awaitable<void> show_button_row(chat::ChatPlatform& platform, Store& store,
                                             DiagnosisRecord record, chat::MessageRef message,
                                             std::string why, chat::Edit weight);

}  // namespace latchkey
