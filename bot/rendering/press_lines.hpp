#pragma once

#include "adapters/chat/message.hpp"
#include "bot/rendering/action_row.hpp"

namespace latchkey::rendering {

/// What came of a press, in one line: who, what, when and how it ended.
chat::Text press_line(const Press& press, const ActionRow& row);

}  // namespace latchkey::rendering
