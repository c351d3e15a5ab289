#pragma once

#include "adapters/chat/chat_platform.hpp"
#include "bot/rendering/action_row.hpp"
#include "core/ports/store.hpp"

#include <boost/asio/awaitable.hpp>

#include <string>
#include <vector>

namespace latchkey {

/// The buttons of a diagnosis, and what came of these presses.
rendering::ActionRow action_row(const DiagnosisRecord& record,
                                const std::vector<RemedyPress>& presses);

/// Writes the message with the buttons of a diagnosis again, from what the store has; `why` belongs
/// to the newest press. What keeps it from being shown is logged. `platform` and `store` outlive
/// the call.
boost::asio::awaitable<void> show_button_row(chat::ChatPlatform& platform, Store& store,
                                             DiagnosisRecord record, chat::MessageRef message,
                                             std::string why, chat::Edit weight);

}  // namespace latchkey
