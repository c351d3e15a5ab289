#include "adapters/slack/block_kit.hpp"

#include <gtest/gtest.h>
#include <nlohmann/json.hpp>

namespace latchkey::slack {
namespace {

using chat::Block;
using chat::Button;
using nlohmann::json;

Block text(std::string content) {
  return {.text = {chat::plain(std::move(content))}};
}

Block buttons(std::vector<Button> row) {
  return {.kind = Block::Kind::buttons, .buttons = std::move(row)};
}

TEST(BlockKit, WritesEachKindOfBlock) {
  const chat::Message message{
      .summary = "Never confirmed <b>",
      .blocks = {
          text("Why"),
          {.kind = Block::Kind::small_print, .text = {chat::code("jane@acme.example")}},
          {.kind = Block::Kind::divider},
          buttons({{.label = "Resend confirmation",
                    .action = "resend_confirmation",
                    .value = "d-1",
                    .style = Button::Style::primary,
                    .confirm = chat::Confirm{"Sure?", "A mail leaves.", "Send", "Not now"}}})}};
  EXPECT_EQ(message_json(message), json::parse(R"({
    "text": "Never confirmed &lt;b&gt;",
    "blocks": [
      {"type": "section", "text": {"type": "mrkdwn", "text": "Why", "verbatim": true}},
      {"type": "context", "elements": [{"type": "mrkdwn", "text": "`jane@acme.example`", "verbatim": true}]},
      {"type": "divider"},
      {"type": "actions", "elements": [{
        "type": "button", "action_id": "resend_confirmation", "value": "d-1", "style": "primary",
        "text": {"type": "plain_text", "text": "Resend confirmation"},
        "confirm": {"title": {"type": "plain_text", "text": "Sure?"},
                    "text": {"type": "plain_text", "text": "A mail leaves."},
                    "confirm": {"type": "plain_text", "text": "Send"},
                    "deny": {"type": "plain_text", "text": "Not now"}}}]}]})"));
}

TEST(BlockKit, LeavesOutWhatWouldShowNothing) {
  const auto body = message_json({.summary = "", .blocks = {text(" "), buttons({})}});
  EXPECT_EQ(body, json::parse(R"({"text": "–"})"));
}

TEST(BlockKit, KeepsEqualButtonsOfOneRowApart) {
  const Button check{.label = "Check", .action = "check", .value = "1"};
  const auto body = message_json({.summary = "x", .blocks = {buttons({check, check})}});
  const auto& row = body["blocks"][0]["elements"];
  EXPECT_EQ(row[0]["action_id"], "check");
  EXPECT_EQ(row[1]["action_id"], "check:2");
}

// Slack answers invalid_blocks to a single text that is too long, and the person sees nothing.
TEST(BlockKit, StaysWithinSlacksLimitsHoweverLongTheTexts) {
  const std::string endless(10'000, 'x');
  std::vector<Block> blocks;
  for (int i = 0; i < 30; ++i) {
    blocks.push_back(text(endless));
    blocks.push_back({.kind = Block::Kind::small_print,
                      .text = {chat::plain(endless + endless + endless + endless)}});
  }
  blocks.push_back(buttons({{.label = endless,
                             .action = "last",
                             .value = "",
                             .confirm = chat::Confirm{endless, endless, endless, ""}}}));
  const auto body = message_json({.summary = endless, .blocks = std::move(blocks)});

  EXPECT_LT(body["text"].get<std::string>().size(), 4'000U);
  EXPECT_EQ(body["blocks"].size(), 50U);
  for (const auto& block : body["blocks"]) {
    if (block["type"] == "section") {
      EXPECT_LE(block["text"]["text"].get<std::string>().size(), 3'000U);
    } else if (block["type"] == "context") {
      EXPECT_LE(block["elements"].size(), 10U);
    }
  }
  const auto& button = body["blocks"].back()["elements"][0];
  const auto size = [](const json& plain) { return plain["text"].get<std::string>().size(); };
  EXPECT_EQ(button["action_id"], "last");
  EXPECT_FALSE(button.contains("value"));
  const auto ellipsis = std::string{"…"}.size() - 1;
  EXPECT_EQ(size(button["text"]), 75U + ellipsis);
  EXPECT_EQ(size(button["confirm"]["title"]), 100U + ellipsis);
  EXPECT_EQ(size(button["confirm"]["text"]), 300U + ellipsis);
  EXPECT_EQ(size(button["confirm"]["confirm"]), 30U + ellipsis);
  EXPECT_EQ(button["confirm"]["deny"]["text"], "–");
}

TEST(BlockKit, SaysHowMuchWasLeftOut) {
  const chat::Message message{.summary = "x", .blocks = std::vector<Block>(60, text("line"))};
  const auto body = message_json(message);
  EXPECT_EQ(body["blocks"][48]["elements"][0]["text"], "… 11 more parts left out");
}

TEST(BlockKit, AsksForLinesOfText) {
  const chat::Modal modal{
      .title = "Which address could not sign in?",
      .action = "ask_address",
      .context = "C1",
      .submit = "Diagnose",
      .inputs = {{.name = "address", .label = "Address", .placeholder = "jane@acme.example"}}};
  EXPECT_EQ(modal_json(modal), json::parse(R"({
    "type": "modal", "callback_id": "ask_address", "private_metadata": "C1",
    "title": {"type": "plain_text", "text": "Which address could not…"},
    "submit": {"type": "plain_text", "text": "Diagnose"},
    "close": {"type": "plain_text", "text": "Cancel"},
    "blocks": [{"type": "input", "block_id": "address", "label": {"type": "plain_text", "text": "Address"},
                "element": {"type": "plain_text_input", "action_id": "value",
                            "placeholder": {"type": "plain_text", "text": "jane@acme.example"}}}]})"));
}

TEST(BlockKit, ShowsTextAboveSeveralLinesToEdit) {
  const chat::Modal modal{.title = "Draft reply",
                          .action = "reply",
                          .context = "C1",
                          .submit = "Post in thread",
                          .inputs = {{.name = "text",
                                      .label = "Reply",
                                      .placeholder = "",
                                      .initial = "Hello,\nthere",
                                      .multiline = true}},
                          .blocks = {{.text = {chat::plain("Verify <first>")}}},
                          .close = "Close"};
  const auto view = modal_json(modal);
  EXPECT_EQ(view["close"]["text"], "Close");
  EXPECT_EQ(view["blocks"][0]["text"]["text"], "Verify &lt;first&gt;");
  EXPECT_EQ(view["blocks"][1]["element"], json::parse(R"({"type": "plain_text_input",
    "action_id": "value", "initial_value": "Hello,\nthere", "multiline": true})"));
}

TEST(BlockKit, LetsOneOfSeveralBeChosen) {
  const chat::Modal modal{.title = "Which?",
                          .action = "ask",
                          .context = "",
                          .submit = "Check",
                          .inputs = {{.name = "address",
                                      .label = "Which one?",
                                      .placeholder = "",
                                      .choices = {"a@b.example", "c@d.example"}}}};
  const auto element = modal_json(modal)["blocks"][0]["element"];
  EXPECT_EQ(element["type"], "static_select");
  EXPECT_EQ(element["options"][1]["text"]["text"], "c@d.example");
  EXPECT_EQ(element["options"][1]["value"], "c@d.example");
}

// Slack refuses a modal that has a submit button without an input.
TEST(BlockKit, HasNoSubmitWhereNothingIsAskedFor) {
  const chat::Modal modal{.title = "Timeline",
                          .action = "show_all",
                          .context = "",
                          .submit = "",
                          .inputs = {},
                          .blocks = {{.text = {chat::plain("row")}}}};
  EXPECT_FALSE(modal_json(modal).contains("submit"));
}

TEST(BlockKit, FitsAHomeTabIntoItsHundredBlocks) {
  chat::Message page{.summary = "Home", .blocks = {}};
  for (int i = 0; i < 150; ++i) page.blocks.push_back({.text = {chat::plain("row")}});
  const auto view = home_json(page);
  EXPECT_EQ(view["type"], "home");
  EXPECT_EQ(view["blocks"].size(), 100U);
}

}  // namespace
}  // namespace latchkey::slack
