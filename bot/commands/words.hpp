#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace latchkey::commands {

/// One word of what was typed, or several in double quotes.
struct Word {
  std::string text;
  /// Stood in `<…>`: an address as mail programs write it, after a person's name.
  bool in_angles = false;
};

/// Splits readable text at blanks, outside quotes. Emoji (":email:"), quotes, markup and
/// punctuation around a word are not part of it; words of nothing else are left out.
std::vector<Word> words(std::string_view readable_text);

/// The word without the quotes, markup and punctuation around it. What an address may begin with
/// (`_`, `*`, `'`) goes only where it stands on both sides.
Word bare(std::string_view text);

}  // namespace latchkey::commands
