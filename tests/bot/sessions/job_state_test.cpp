// What a job needs to go on after a restart comes back as it was written down.
#include "bot/sessions/job_state.hpp"

#include "adapters/chat/message_json.hpp"

#include <gtest/gtest.h>
#include <nlohmann/json.hpp>

namespace latchkey {
namespace {

using std::chrono::hours;

OpenedQuestion opened() {
  return {.question = {*EmailAddress::parse("jane.doe@acme.example"), "CustomersDot", hours{24}},
          .root = {"C0SUPPORT", "1763800000.000100"},
          .thread = "1763800000.000100"};
}

chat::Message every_kind_of_block() {
  using chat::Block;
  using chat::Span;
  chat::Message message{.summary = "a \"summary\" — with ümlauts"};
  message.blocks.push_back({.text = {chat::plain("plain "),
                                     chat::bold("bold"),
                                     chat::code("code"),
                                     chat::link("open", "https://customers.example/4711"),
                                     chat::user("U0DANA"),
                                     {.kind = Span::Kind::group, .text = "S0SUPPORT"},
                                     {.kind = Span::Kind::quote, .text = "550 5.1.1"},
                                     chat::date(*parse_time("2026-11-22T10:00:00.25Z"))}});
  message.blocks.push_back({.kind = Block::Kind::divider});
  message.blocks.push_back({.kind = Block::Kind::small_print, .text = {chat::plain("small")}});
  message.blocks.push_back(
      {.kind = Block::Kind::buttons,
       .buttons = {{.label = "Resend confirmation",
                    .action = "resend_confirmation",
                    .value = "d1",
                    .style = chat::Button::Style::primary,
                    .confirm = chat::Confirm{"Resend?", "A mail leaves.", "Resend", "Not now"}},
                   {.label = "Check again", .action = "recheck", .value = "d1"}}});
  return message;
}

TEST(JobState, AnOpenedQuestionComesBack) {
  const auto read = read_opened(to_state(opened()));
  ASSERT_TRUE(read);
  EXPECT_EQ(read->question.email.full(), "jane.doe@acme.example");
  EXPECT_EQ(read->question.service, "CustomersDot");
  EXPECT_EQ(read->question.since, hours{24});
  EXPECT_EQ(read->root.channel, "C0SUPPORT");
  EXPECT_EQ(read->root.id, "1763800000.000100");
  EXPECT_EQ(read->thread, "1763800000.000100");
}

// Compared as JSON: a field that the writing leaves out would be missing in both, so the number of
// kinds that the message holds is counted, too.
TEST(JobState, AKnownAnswerComesBackWithEveryKindOfBlock) {
  const KnownAnswer answer{opened(), every_kind_of_block(), {every_kind_of_block()}};
  const auto read = read_answer(to_state(answer));
  ASSERT_TRUE(read);
  EXPECT_EQ(chat::to_json(read->conclusion), chat::to_json(answer.conclusion));
  ASSERT_EQ(read->replies.size(), 1U);
  const auto& blocks = read->replies[0].blocks;
  ASSERT_EQ(blocks.size(), 4U);
  ASSERT_EQ(blocks[0].text.size(), 8U);
  EXPECT_EQ(blocks[0].text[3].url, "https://customers.example/4711");
  EXPECT_EQ(blocks[0].text[6].kind, chat::Span::Kind::quote);
  EXPECT_EQ(blocks[0].text[7].at, *parse_time("2026-11-22T10:00:00.25Z"));
  EXPECT_EQ(blocks[1].kind, chat::Block::Kind::divider);
  ASSERT_EQ(blocks[3].buttons.size(), 2U);
  EXPECT_EQ(blocks[3].buttons[0].style, chat::Button::Style::primary);
  EXPECT_EQ(blocks[3].buttons[0].confirm->no, "Not now");
  EXPECT_FALSE(blocks[3].buttons[1].confirm);
}

TEST(JobState, WhatIsNoneOfOursIsSaidSo) {
  for (const char* foreign :
       {"", "{", "[]", "{}", R"({"email":1})",
        R"({"email":"no address","service":"S","since":1,"channel":"","root":"","thread":""})"}) {
    EXPECT_EQ(read_opened(foreign).error().kind, ErrorKind::misunderstood) << foreign;
    EXPECT_EQ(read_answer(foreign).error().kind, ErrorKind::misunderstood) << foreign;
  }
}

}  // namespace
}  // namespace latchkey
