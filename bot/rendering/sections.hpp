#pragma once

#include "adapters/chat/message.hpp"
#include "core/diagnosis/diagnosis.hpp"

#include <string>
#include <vector>

namespace latchkey::rendering {

/// One line of an answer, the same in the chat and in the terminal.
struct Line {
  chat::Text text;
  /// Belongs to the line above.
  bool indented = false;
};

/// One part of an answer.
struct Section {
  /// Empty for the one that only says what was fine or not looked at.
  std::string title;
  std::vector<Line> lines;
};

/// Why, Also, Not answered, Timeline, what was fine or not looked at, and the next step where no
/// button is one; parts without lines are left out. `most_rows` bounds the timeline, whose newest
/// rows are shown.
std::vector<Section> sections(const Diagnosis& diagnosis, std::size_t most_rows);

/// "Mail log of mg.gitlab.com" of "mailgun:mg.gitlab.com", as scripts read it; others as they are.
std::string readable_source(const std::string& source);

/// "Timeline" alone, its newest rows.
Section timeline_section(const Diagnosis& diagnosis, std::size_t most_rows);

/// The second line of an answer: the conclusion's finding in a sentence. Empty where it would only
/// repeat the first line.
std::string explanation(const Diagnosis& diagnosis);

/// "likely, not certain"; empty for a certain conclusion, and where there is none.
std::string how_sure(const Conclusion& conclusion);

/// "14 days of mail".
std::string extent(const Window& window);

}  // namespace latchkey::rendering
