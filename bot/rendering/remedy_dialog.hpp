#pragma once

#include "adapters/chat/message.hpp"
#include "bot/rendering/action_row.hpp"
#include "core/remedies/remedy.hpp"

namespace latchkey::rendering {

/// What is asked before a remedy's button counts, in at most 300 characters (Slack's bound);
/// `approves`: it is the button of the second person.
chat::Confirm remedy_dialog(RemedyId remedy, const ActionRow& row, bool approves);

}  // namespace latchkey::rendering
