#pragma once

#include <map>
#include <string>
#include <string_view>

namespace latchkey::replies {

/// The texts of bot/replies/built_in by cause, one for each of the contract's vocabulary.
/// embed_replies.cmake writes the file that holds them.
const std::map<std::string, std::string_view>& built_in_replies();

}  // namespace latchkey::replies
