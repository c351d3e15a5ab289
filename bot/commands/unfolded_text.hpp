#pragma once

#include <optional>
#include <string>
#include <string_view>

namespace latchkey::commands {

/// A text with the chat's markup taken out of it, as a person reads it.
struct UnfoldedText {
  /// Links to addresses stand here as the bare address; mentions and web links are gone.
  std::string text;
  bool mentions_person = false;
  bool mentions_channel = false;
  bool has_web_link = false;
  /// A link whose label is another address than its target.
  struct Mismatch {
    std::string target;
    std::string label;
  };
  std::optional<Mismatch> mismatch = {};
};

/// Unfolds Slack's `<…>` tokens and entities (https://api.slack.com/reference/surfaces/formatting):
/// tokens first, then `&lt; &gt; &amp;` once, then invisible and full-width characters.
UnfoldedText unfold(std::string_view text);

}  // namespace latchkey::commands
