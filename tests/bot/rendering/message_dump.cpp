#include "tests/bot/rendering/message_dump.hpp"

#include "core/base/time.hpp"

namespace latchkey {
namespace {

std::string dump(const chat::Span& span) {
  switch (span.kind) {
    case chat::Span::Kind::plain: return span.text;
    case chat::Span::Kind::bold: return "*" + span.text + "*";
    case chat::Span::Kind::code: return "`" + span.text + "`";
    case chat::Span::Kind::quote: return "> " + span.text;
    case chat::Span::Kind::link: return "[" + span.text + "](" + span.url + ")";
    case chat::Span::Kind::user:
    case chat::Span::Kind::group: return "{@" + span.text + "}";
    case chat::Span::Kind::date: return "{" + format_rfc3339(span.at) + "}";
  }
  return "";
}

std::string dump(const chat::Button& button) {
  std::string text = "  [" + button.label + "]";
  if (button.style == chat::Button::Style::primary) text += " primary";
  if (button.style == chat::Button::Style::danger) text += " danger";
  text += " " + button.action + "=" + button.value + "\n";
  if (!button.confirm) return text;
  return text + "    asks: " + button.confirm->title + "\n          " + button.confirm->text +
         "\n          [" + button.confirm->yes + "] [" + button.confirm->no + "]\n";
}

std::string dump(const chat::Block& block) {
  if (block.kind == chat::Block::Kind::divider) return "---\n";
  std::string text = block.kind == chat::Block::Kind::small_print ? "(small) " : "";
  for (const chat::Span& span : block.text) text += dump(span);
  if (!block.text.empty()) text += "\n";
  for (const chat::Button& button : block.buttons) text += dump(button);
  return text;
}

}  // namespace

std::string dump(const chat::Message& message) {
  std::string text = "summary: " + message.summary + "\n";
  for (const chat::Block& block : message.blocks) text += dump(block);
  return text + "\n";
}

std::string dump(const chat::Modal& modal) {
  std::string text = "window: " + modal.title + " (" + modal.action + ")\n";
  for (const chat::Block& block : modal.blocks) text += dump(block);
  for (const auto& input : modal.inputs) {
    for (const auto& choice : input.choices) text += "  ( ) " + choice + "\n";
    text += input.label + (input.multiline ? " (lines):\n" : ":\n") + input.initial + "\n";
  }
  if (!modal.submit.empty()) text += "  [" + modal.submit + "]";
  return text + "  [" + modal.close + "]\n\n";
}

}  // namespace latchkey
