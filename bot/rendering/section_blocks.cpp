#include "bot/rendering/section_blocks.hpp"

#include "bot/rendering/foreign_text.hpp"

#include <utility>

namespace latchkey::rendering {
namespace {

/// Slack: 3,000 characters in one block of text.
constexpr std::size_t k_block_at_most = 2'800;
/// A date or a mention as Slack writes it, with its fallback text.
constexpr std::size_t k_token_length = 90;

chat::Text bulleted(Line line) {
  line.text.insert(line.text.begin(), chat::plain(line.indented ? "    ◦ " : "• "));
  return std::move(line.text);
}

}  // namespace

std::size_t shown_length(const chat::Text& text) {
  std::size_t sum = 0;
  for (const chat::Span& span : text) {
    const bool token = span.kind == chat::Span::Kind::date || span.kind == chat::Span::Kind::user;
    sum += token ? k_token_length : escaped_length(span.text) + escaped_length(span.url);
  }
  return sum;
}

std::vector<chat::Block> section_blocks(Section section) {
  const bool titled = !section.title.empty();
  const auto kind = titled ? chat::Block::Kind::text : chat::Block::Kind::small_print;
  std::vector<chat::Block> found(1, chat::Block{.kind = kind});
  if (titled) found.back().text.push_back(chat::bold(section.title));
  for (Line& entry : section.lines) {
    const chat::Text line = titled ? bulleted(std::move(entry)) : std::move(entry.text);
    auto* text = &found.back().text;
    if (!text->empty() && shown_length(*text) + shown_length(line) > k_block_at_most) {
      text = &found.emplace_back(chat::Block{.kind = kind}).text;
    }
    if (!text->empty()) text->push_back(chat::plain("\n"));
    text->insert(text->end(), line.begin(), line.end());
  }
  return found;
}

}  // namespace latchkey::rendering
