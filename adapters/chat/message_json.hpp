#pragma once

#include "adapters/chat/message.hpp"

#include <nlohmann/json_fwd.hpp>

namespace latchkey::chat {

/// The message as it is kept in the journal until it is posted; without its tag, which names the
/// step that posts it.
nlohmann::json to_json(const Message& message);

/// What `to_json` made. Throws nlohmann::json::exception where it is something else.
Message read_message(const nlohmann::json& kept);

}  // namespace latchkey::chat
