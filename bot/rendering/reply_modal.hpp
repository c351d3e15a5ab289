#pragma once

#include "adapters/chat/message.hpp"

#include <string>
#include <string_view>

namespace latchkey::rendering {

/// The modal's action, and the name of its one input.
constexpr std::string_view k_reply_modal = "reply";
constexpr std::string_view k_reply_input = "reply_text";

/// A reply to the customer, to be edited, and copied or posted in the thread. `note` is for the
/// colleague who sends it.
chat::Modal reply_modal(std::string context, const std::string& note, std::string reply);

/// The reply as it is posted in the thread. Latchkey sends nothing to customers.
chat::Message posted_reply(const std::string& by, const std::string& reply);

}  // namespace latchkey::rendering
