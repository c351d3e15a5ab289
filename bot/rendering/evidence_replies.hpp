#pragma once

#include "adapters/chat/message.hpp"
#include "core/diagnosis/diagnosis.hpp"

#include <vector>

namespace latchkey::rendering {

/// The thread's replies without buttons: why, what else, what was not answered, what happened when.
/// One message, or several where one would be over 3,500 characters (Slack splits posts over 4,000
/// by itself, without regard to lines). Never empty.
std::vector<chat::Message> evidence_replies(const Diagnosis& diagnosis);

}  // namespace latchkey::rendering
