#pragma once

#include "adapters/chat/message.hpp"
#include "bot/rendering/action_row.hpp"
#include "core/diagnosis/diagnosis.hpp"

#include <vector>

namespace latchkey::rendering {

/// What is said in the thread: the evidence, and under it in the last message the buttons. One
/// message, unless the evidence is long. Leaves in `row.above` what stands above the row there, so
/// that the message can be written again after a press.
std::vector<chat::Message> answer_replies(const Diagnosis& diagnosis, ActionRow& row);

}  // namespace latchkey::rendering
