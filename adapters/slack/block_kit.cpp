#include "adapters/slack/block_kit.hpp"

#include "adapters/slack/mrkdwn.hpp"
#include "adapters/slack/shorten.hpp"

#include <nlohmann/json.hpp>

#include <map>
#include <string>
#include <vector>

namespace latchkey::slack {
namespace {

using chat::Block;
using chat::Button;
using nlohmann::json;

constexpr std::size_t k_longest_text = 3'000;
constexpr std::size_t k_most_blocks = 50;
constexpr std::size_t k_most_view_blocks = 100;
constexpr std::size_t k_most_context_elements = 10;
constexpr std::size_t k_most_buttons = 25;

/// Slack refuses empty texts.
json plain_text(const std::string& text, std::size_t longest) {
  return {{"type", "plain_text"}, {"text", text.empty() ? "–" : shorten(text, longest)}};
}

/// Verbatim: Slack is not to look for addresses, channels and people in it by itself.
json mrkdwn(const std::string& text) {
  return {{"type", "mrkdwn"}, {"text", text}, {"verbatim", true}};
}

json confirm(const Button& button) {
  json dialog = {{"title", plain_text(button.confirm->title, 100)},
                 {"text", plain_text(button.confirm->text, 300)},
                 {"confirm", plain_text(button.confirm->yes, 30)},
                 {"deny", plain_text(button.confirm->no, 30)}};
  if (button.style == Button::Style::danger) dialog["style"] = "danger";
  return dialog;
}

json button_json(const Button& button, const std::string& action) {
  json element = {
      {"type", "button"}, {"action_id", action}, {"text", plain_text(button.label, 75)}};
  if (!button.value.empty()) element["value"] = button.value;
  if (button.style == Button::Style::primary) element["style"] = "primary";
  if (button.style == Button::Style::danger) element["style"] = "danger";
  if (button.confirm) element["confirm"] = confirm(button);
  return element;
}

void add_buttons(json& blocks, const std::vector<Button>& buttons) {
  std::map<std::string, int> used;  // Slack wants each action once in a row of buttons
  json elements = json::array();
  for (const auto& button : buttons) {
    const int times = ++used[button.action];
    elements.push_back(button_json(
        button, times == 1 ? button.action : button.action + ":" + std::to_string(times)));
    if (elements.size() == k_most_buttons) {
      blocks.push_back({{"type", "actions"}, {"elements", std::move(elements)}});
      elements = json::array();
    }
  }
  if (!elements.empty()) {
    blocks.push_back({{"type", "actions"}, {"elements", std::move(elements)}});
  }
}

void add_small_print(json& blocks, const chat::Text& text) {
  json elements = json::array();
  for (const auto& piece : mrkdwn_pieces(text, k_longest_text)) {
    if (elements.size() == k_most_context_elements) break;
    elements.push_back(mrkdwn(piece));
  }
  if (!elements.empty()) {
    blocks.push_back({{"type", "context"}, {"elements", std::move(elements)}});
  }
}

void add_block(json& blocks, const Block& block) {
  switch (block.kind) {
    case Block::Kind::text:
      for (const auto& piece : mrkdwn_pieces(block.text, k_longest_text)) {
        blocks.push_back({{"type", "section"}, {"text", mrkdwn(piece)}});
      }
      break;
    case Block::Kind::small_print: add_small_print(blocks, block.text); break;
    case Block::Kind::divider: blocks.push_back({{"type", "divider"}}); break;
    case Block::Kind::buttons: add_buttons(blocks, block.buttons); break;
  }
}

/// Keeps the beginning and the last block, which is where buttons stand.
json at_most(std::size_t most, json blocks) {
  if (blocks.size() <= most) return blocks;
  const auto kept = most - 2;
  json fewer = json::array();
  for (std::size_t i = 0; i < kept; ++i) fewer.push_back(std::move(blocks[i]));
  json note = json::array();
  note.push_back(mrkdwn("… " + std::to_string(blocks.size() - kept - 1) + " more parts left out"));
  fewer.push_back({{"type", "context"}, {"elements", std::move(note)}});
  fewer.push_back(std::move(blocks.back()));
  return fewer;
}

json choice_json(const chat::Modal::Input& input) {
  json options = json::array();
  for (const auto& choice : input.choices) {
    options.push_back({{"text", plain_text(choice, 75)}, {"value", choice}});
  }
  return {{"type", "static_select"}, {"action_id", "value"}, {"options", std::move(options)}};
}

json text_field_json(const chat::Modal::Input& input) {
  json element = {{"type", "plain_text_input"}, {"action_id", "value"}};
  if (!input.placeholder.empty()) element["placeholder"] = plain_text(input.placeholder, 150);
  if (!input.initial.empty()) element["initial_value"] = shorten(input.initial, k_longest_text);
  if (input.multiline) element["multiline"] = true;
  return element;
}

json input_json(const chat::Modal::Input& input) {
  json element = input.choices.empty() ? text_field_json(input) : choice_json(input);
  return {{"type", "input"},
          {"block_id", input.name},
          {"label", plain_text(input.label, 2'000)},
          {"element", std::move(element)}};
}

}  // namespace

json message_json(const chat::Message& message) {
  json blocks = json::array();
  for (const auto& block : message.blocks) add_block(blocks, block);
  // Over about 4,000 characters Slack splits one post into several messages.
  const auto summary = message.summary.empty() ? std::string{"–"} : message.summary;
  json body = {{"text", harmless(shorten(summary, 2'000))}};
  if (!blocks.empty()) body["blocks"] = at_most(k_most_blocks, std::move(blocks));
  return body;
}

json modal_json(const chat::Modal& modal) {
  json blocks = json::array();
  for (const auto& block : modal.blocks) add_block(blocks, block);
  blocks = at_most(k_most_view_blocks - modal.inputs.size(), std::move(blocks));
  for (const auto& input : modal.inputs) blocks.push_back(input_json(input));
  json view = {{"type", "modal"},
               {"callback_id", modal.action},
               {"private_metadata", modal.context},
               {"title", plain_text(modal.title, 24)},
               {"close", plain_text(modal.close, 24)},
               {"blocks", std::move(blocks)}};
  if (!modal.submit.empty()) view["submit"] = plain_text(modal.submit, 24);
  return view;
}

json home_json(const chat::Message& content) {
  json blocks = json::array();
  for (const auto& block : content.blocks) add_block(blocks, block);
  return {{"type", "home"}, {"blocks", at_most(k_most_view_blocks, std::move(blocks))}};
}

}  // namespace latchkey::slack
