#pragma once
#include "deploy/sandbox/json.hpp"

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

namespace latchkey::sandbox {

/// What Slack would object to in a message's `blocks`, in the words of its
/// response_metadata.messages; empty where all is well.
/// Source of the limits: docs.slack.dev, "Block Kit reference".
std::vector<std::string> message_block_problems(const Json& blocks);

/// The same for a modal.
std::vector<std::string> modal_problems(const Json& view);

/// The same for a Home tab.
std::vector<std::string> home_problems(const Json& view);

/// The blocks with a block_id and action_ids wherever their author gave none, as Slack fills them
/// in.
Json with_generated_ids(Json blocks);

/// Characters (code points) of all texts in the blocks together.
std::size_t text_length(const Json& blocks);

/// Characters (code points) of UTF-8.
std::size_t characters(std::string_view utf8);

}  // namespace latchkey::sandbox
