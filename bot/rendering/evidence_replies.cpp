#include "bot/rendering/evidence_replies.hpp"

#include "bot/rendering/foreign_text.hpp"
#include "bot/rendering/sections.hpp"

#include <cstddef>
#include <string>
#include <utility>

namespace latchkey::rendering {
namespace {

/// Slack: 3,000 characters in one block of text.
constexpr std::size_t k_block_at_most = 2'800;
/// Slack splits posts over 4,000 characters by itself.
constexpr std::size_t k_message_at_most = 3'500;
/// messages.md: "at most a dozen rows".
constexpr std::size_t k_timeline_rows = 12;
/// A date or a mention as Slack writes it, with its fallback text.
constexpr std::size_t k_token_length = 90;

std::size_t length(const chat::Text& text) {
  std::size_t sum = 0;
  for (const chat::Span& span : text) {
    const bool token = span.kind == chat::Span::Kind::date || span.kind == chat::Span::Kind::user;
    sum += token ? k_token_length : escaped_length(span.text) + escaped_length(span.url);
  }
  return sum;
}

chat::Text bulleted(Line line) {
  line.text.insert(line.text.begin(), chat::plain(line.indented ? "    ◦ " : "• "));
  return std::move(line.text);
}

/// A section as one block, or as several where it is long.
std::vector<chat::Block> blocks(Section section) {
  const bool titled = !section.title.empty();
  const auto kind = titled ? chat::Block::Kind::text : chat::Block::Kind::small_print;
  std::vector<chat::Block> found(1, chat::Block{.kind = kind});
  if (titled) found.back().text.push_back(chat::bold(section.title));
  for (Line& entry : section.lines) {
    const chat::Text line = titled ? bulleted(std::move(entry)) : std::move(entry.text);
    auto* text = &found.back().text;
    if (!text->empty() && length(*text) + length(line) > k_block_at_most) {
      text = &found.emplace_back(chat::Block{.kind = kind}).text;
    }
    if (!text->empty()) text->push_back(chat::plain("\n"));
    text->insert(text->end(), line.begin(), line.end());
  }
  return found;
}

}  // namespace

std::vector<chat::Message> evidence_replies(const Diagnosis& diagnosis) {
  const std::string summary = "Why: " + one_line(diagnosis.conclusion.summary);
  std::vector<chat::Message> replies(1, chat::Message{.summary = summary, .blocks = {}});
  std::size_t used = 0;
  for (Section& section : sections(diagnosis, k_timeline_rows)) {
    for (chat::Block& block : blocks(std::move(section))) {
      const std::size_t more = length(block.text);
      if (used > 0 && used + more > k_message_at_most) {
        replies.push_back({.summary = summary, .blocks = {}});
        used = 0;
      }
      used += more;
      replies.back().blocks.push_back(std::move(block));
    }
  }
  return replies;
}

}  // namespace latchkey::rendering
