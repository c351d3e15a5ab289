#include "adapters/chat/tagged_message.hpp"

#include <algorithm>

namespace latchkey::chat {

std::optional<MessageRef> find_tag(const std::vector<TaggedMessage>& messages, const Tag& tag) {
  const auto found = std::find_if(messages.begin(), messages.end(),
                                  [&](const auto& message) { return message.tag == tag; });
  if (found == messages.end()) return std::nullopt;
  return found->where;
}

}  // namespace latchkey::chat
