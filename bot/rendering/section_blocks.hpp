#pragma once

#include "adapters/chat/message.hpp"
#include "bot/rendering/sections.hpp"

#include <cstddef>
#include <vector>

namespace latchkey::rendering {

/// A section as one block, or as several where it is long; small print where it has no title.
std::vector<chat::Block> section_blocks(Section section);

/// How many bytes the text takes as Slack writes it.
std::size_t shown_length(const chat::Text& text);

}  // namespace latchkey::rendering
