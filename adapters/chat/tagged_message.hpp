#pragma once

#include "adapters/chat/message.hpp"

#include <chrono>
#include <optional>
#include <string>
#include <vector>

namespace latchkey::chat {

/// Where a message stands.
struct MessageRef {
  std::string channel;
  std::string id;
};

/// One of our messages that carries a tag.
struct TaggedMessage {
  Tag tag;
  MessageRef where;
};

/// A platform stamps its messages by its own clock, which may differ from ours: what may have been
/// posted at some moment is looked for from so much earlier on.
inline constexpr std::chrono::minutes k_clocks_differ{5};

/// Where the message with this tag stands; nothing where it is not among them.
std::optional<MessageRef> find_tag(const std::vector<TaggedMessage>& messages, const Tag& tag);

}  // namespace latchkey::chat
