// Guards against a sandbox that takes what Slack refuses: a bot would then fail in production only.
#include "deploy/sandbox/block_kit.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace latchkey::sandbox {
namespace {

using testing::ElementsAre;
using testing::IsEmpty;

Json button(const std::string& action_id, const std::string& label = "Go") {
  return {{"type", "button"},
          {"action_id", action_id},
          {"text", {{"type", "plain_text"}, {"text", label}}}};
}

Json section(const std::string& text) {
  return {{"type", "section"}, {"text", {{"type", "mrkdwn"}, {"text", text}}}};
}

Json actions(Json elements) {
  return {{"type", "actions"}, {"elements", std::move(elements)}};
}

Json blocks(Json block) {
  return Json::array({std::move(block)});
}

TEST(BlockKit, TakesAnOrdinaryMessage) {
  const Json message = Json::array({section("Why"),
                                    {{"type", "divider"}},
                                    actions(Json::array({button("resend"), button("recheck")}))});
  EXPECT_THAT(message_block_problems(message), IsEmpty());
}

TEST(BlockKit, RefusesAFiftyFirstBlock) {
  Json many = Json::array();
  for (int i = 0; i < 51; ++i) many.push_back({{"type", "divider"}});
  EXPECT_THAT(message_block_problems(many),
              ElementsAre("[ERROR] no more than 50 items allowed [json-pointer:/blocks]"));
}

TEST(BlockKit, CountsCharactersAndNotBytes) {
  std::string text;
  for (int i = 0; i < 3000; ++i) text += "ü";
  EXPECT_THAT(message_block_problems(blocks(section(text))), IsEmpty());
  EXPECT_THAT(message_block_problems(blocks(section(text + "x"))),
              ElementsAre("[ERROR] must be less than 3001 characters "
                          "[json-pointer:/blocks/0/text/text]"));
}

TEST(BlockKit, RefusesAnEmptyText) {
  EXPECT_THAT(message_block_problems(blocks(section(""))),
              ElementsAre("[ERROR] must be more than 0 characters "
                          "[json-pointer:/blocks/0/text/text]"));
}

TEST(BlockKit, RefusesALabelOfSeventySixCharacters) {
  EXPECT_THAT(
      message_block_problems(blocks(actions(Json::array({button("a", std::string(76, 'x'))})))),
      ElementsAre("[ERROR] must be less than 76 characters "
                  "[json-pointer:/blocks/0/elements/0/text/text]"));
}

TEST(BlockKit, RefusesAValueOfTwoThousandAndOneCharacters) {
  Json pressed = button("a");
  pressed["value"] = std::string(2001, 'v');
  EXPECT_THAT(message_block_problems(blocks(actions(Json::array({pressed})))),
              ElementsAre("[ERROR] must be less than 2001 characters "
                          "[json-pointer:/blocks/0/elements/0/value]"));
}

TEST(BlockKit, RefusesAConfirmDialogWithoutADenyLabel) {
  Json pressed = button("a");
  const Json label{{"type", "plain_text"}, {"text", "Yes"}};
  pressed["confirm"] = {{"title", label}, {"text", label}, {"confirm", label}};
  EXPECT_THAT(message_block_problems(blocks(actions(Json::array({pressed})))),
              ElementsAre("[ERROR] missing required field: deny "
                          "[json-pointer:/blocks/0/elements/0/confirm]"));
}

TEST(BlockKit, RefusesTheSameActionTwiceInABlock) {
  EXPECT_THAT(message_block_problems(blocks(actions(Json::array({button("a"), button("a")})))),
              ElementsAre("[ERROR] `action_id` \"a\" already exists "
                          "[json-pointer:/blocks/0/elements/1/action_id]"));
}

TEST(BlockKit, RefusesTheSameBlockIdTwice) {
  Json first = section("a"), second = section("b");
  first["block_id"] = second["block_id"] = "row";
  EXPECT_THAT(message_block_problems(Json::array({first, second})),
              ElementsAre("[ERROR] `block_id` \"row\" already exists "
                          "[json-pointer:/blocks/1/block_id]"));
}

TEST(BlockKit, RefusesWhatSlackDoesNotKnow) {
  Json odd = section("a");
  odd["colour"] = "red";
  EXPECT_THAT(message_block_problems(blocks(odd)),
              ElementsAre("[ERROR] invalid additional property: colour [json-pointer:/blocks/0]"));
  EXPECT_THAT(message_block_problems(blocks({{"type", "poem"}})),
              ElementsAre("[ERROR] unsupported type: poem [json-pointer:/blocks/0/type]"));
}

TEST(BlockKit, RefusesMarkdownInAHeader) {
  const Json header{{"type", "header"}, {"text", {{"type", "mrkdwn"}, {"text", "*Why*"}}}};
  EXPECT_THAT(message_block_problems(blocks(header)),
              ElementsAre("[ERROR] must be one of: plain_text [json-pointer:/blocks/0/text/type]"));
}

TEST(BlockKit, AsksForSubmitWhereAModalHasAnInput) {
  const Json label{{"type", "plain_text"}, {"text", "Email"}};
  Json view{{"type", "modal"},
            {"title", label},
            {"blocks", blocks({{"type", "input"},
                               {"label", label},
                               {"element", {{"type", "email_text_input"}, {"action_id", "e"}}}})}};
  EXPECT_THAT(modal_problems(view),
              ElementsAre("[ERROR] missing required field: submit (there is an input block) "
                          "[json-pointer:/view]"));
  view["submit"] = label;
  EXPECT_THAT(modal_problems(view), IsEmpty());
}

TEST(BlockKit, FillsInTheIdsThatWereLeftOut) {
  Json pressed = button("a");
  pressed.erase("action_id");
  const Json filled = with_generated_ids(blocks(actions(Json::array({pressed}))));
  EXPECT_FALSE(text_at(filled[0], "block_id").empty());
  EXPECT_FALSE(text_at(filled[0]["elements"][0], "action_id").empty());
}

}  // namespace
}  // namespace latchkey::sandbox
