#pragma once

#include "adapters/chat/message.hpp"
#include "core/diagnosis/diagnosis.hpp"

#include <string>
#include <vector>

namespace latchkey::rendering {

/// The whole timeline, as far as one window holds it: the newest 400 rows. Nothing where the thread
/// shows all of it.
std::vector<chat::Block> whole_timeline(const Diagnosis& diagnosis);

/// What "Show all" opens.
chat::Modal timeline_modal(std::vector<chat::Block> timeline);

/// The answer for another system's ticket: plain text with the log lines and where to see them,
/// times in UTC. At most 2,900 bytes, of the timeline the newest rows.
std::string ticket_text(const Diagnosis& diagnosis);

/// What "Copy for the ticket" opens. A field, because nothing else in a window can be selected on a
/// phone; what is submitted is nobody's business.
chat::Modal ticket_modal(std::string text);

}  // namespace latchkey::rendering
