#pragma once

#include "adapters/chat/message.hpp"

#include <nlohmann/json_fwd.hpp>

namespace latchkey::slack {

/// `{"text": …, "blocks": […]}` of a message, within Slack's limits: 3,000 characters a section, 50
/// blocks, 75 a button's label, 100/300/30 a confirmation's texts. What does not fit is split or
/// shortened, so that a long name never makes Slack refuse a message (`invalid_blocks`).
nlohmann::json message_json(const chat::Message& message);

/// The view of `views.open`: each input is a block of its own under the input's name.
nlohmann::json modal_json(const chat::Modal& modal);

/// The view of `views.publish`: a message's blocks, of which a Home tab takes 100.
nlohmann::json home_json(const chat::Message& content);

}  // namespace latchkey::slack
