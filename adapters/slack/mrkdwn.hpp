#pragma once

#include "adapters/chat/message.hpp"

#include <string>
#include <string_view>
#include <vector>

namespace latchkey::slack {

/// Makes foreign text harmless in Slack's mrkdwn: `&`, `<` and `>` are escaped, so that it can
/// neither ping anybody nor forge a link; characters that would format (`*`, `_`, `~`, backtick)
/// are replaced by look-alikes where they would; control characters and those that turn the
/// direction of writing around become blanks. Line breaks stay.
std::string harmless(std::string_view text);

/// The same for text between backticks, where nothing but the backtick formats.
std::string harmless_in_code(std::string_view text);

/// A text in mrkdwn, in pieces of at most `longest` bytes, cut between words and never inside a
/// span. Spans that are longer than a piece are shortened, plain ones go on in the next piece.
std::vector<std::string> mrkdwn_pieces(const chat::Text& text, std::size_t longest);

}  // namespace latchkey::slack
