// What foreign text and sheer size must not do, whatever the words are.
#include "bot/rendering/action_row.hpp"
#include "bot/rendering/address_modal.hpp"
#include "bot/rendering/answer_replies.hpp"
#include "bot/rendering/check_words.hpp"
#include "bot/rendering/detail_modals.hpp"
#include "bot/rendering/evidence_replies.hpp"
#include "bot/rendering/foreign_text.hpp"
#include "bot/rendering/json.hpp"
#include "bot/rendering/root_message.hpp"
#include "bot/rendering/text.hpp"
#include "core/checks/all_checks.hpp"
#include "tests/bot/rendering/message_dump.hpp"
#include "tests/bot/rendering/sample_diagnoses.hpp"
#include "tests/doubles/sample_evidence.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <nlohmann/json.hpp>

#include <algorithm>
#include <set>
#include <string>

namespace latchkey::rendering {
namespace {

using testing::HasSubstr;
using testing::Not;

bool has_control_characters(const std::string& text) {
  return std::any_of(text.begin(), text.end(),
                     [](char c) { return static_cast<unsigned char>(c) < 0x20 && c != '\n'; });
}

std::string everything(const Diagnosis& diagnosis) {
  std::string text = dump(root_concluded({diagnosis.email, diagnosis.service, "U1"}, diagnosis));
  for (const chat::Message& reply : evidence_replies(diagnosis)) text += dump(reply);
  return text;
}

TEST(ForeignText, ReachesTheChatAsOneLineOfValidText) {
  const std::string text = everything(hostile_diagnosis());
  EXPECT_FALSE(has_control_characters(text));
  EXPECT_THAT(text, Not(HasSubstr("\nsecond line")));
  // nlohmann refuses to write what is not UTF-8.
  EXPECT_NO_THROW(static_cast<void>(nlohmann::json(text).dump()));
}

// A check without words of its own would read like its file's name.
TEST(CheckWords, NameEveryCheckInPlainWords) {
  std::set<std::string> all;
  for (const auto& check : all_checks()) {
    const auto words = check_words(check.name);
    EXPECT_THAT(words, Not(HasSubstr("_")));
    EXPECT_TRUE(all.insert(words).second) << words << " stands for two checks";
  }
}

TEST(ForeignText, ReachesTheTerminalWithoutControlCharacters) {
  EXPECT_FALSE(has_control_characters(to_text(hostile_diagnosis(), {.emoji = true})));
}

TEST(ForeignText, StaysValidJson) {
  const std::string text = to_json_text(hostile_diagnosis());
  EXPECT_TRUE(nlohmann::json::accept(text));
  EXPECT_THAT(text, HasSubstr("\uFFFD"));
}

TEST(LongDiagnosis, IsSplitIntoMessagesThatSlackTakesWhole) {
  const auto replies = evidence_replies(long_diagnosis());
  EXPECT_GT(replies.size(), 1U);
  for (const chat::Message& reply : replies) {
    std::size_t whole = 0;
    for (const chat::Block& block : reply.blocks) {
      std::size_t length = 0;
      for (const chat::Span& span : block.text) length += escaped_length(span.text + span.url);
      EXPECT_LE(length, 3'000U);
      EXPECT_GT(length, 0U);
      whole += length;
    }
    EXPECT_LE(whole, 4'000U);
    EXPECT_LE(reply.blocks.size(), 50U);
  }
}

TEST(LongDiagnosis, ShowsTheNewestDozenOfTheTimelineInTheChat) {
  const std::string text = everything(long_diagnosis());
  EXPECT_THAT(text, HasSubstr("event 59"));
  EXPECT_THAT(text, HasSubstr("event 48"));
  EXPECT_THAT(text, Not(HasSubstr("event 47 ")));
}

TEST(LongDiagnosis, ShowsTheWholeTimelineInItsWindow) {
  const chat::Modal modal = timeline_modal(whole_timeline(long_diagnosis()));
  EXPECT_THAT(dump(modal), HasSubstr("event 0 "));
  EXPECT_THAT(dump(modal), HasSubstr("event 59"));
  EXPECT_LE(modal.blocks.size(), 100U);
  EXPECT_TRUE(whole_timeline(sample_diagnosis("account_unconfirmed")).empty());
}

// Slack: 3,000 characters in a field.
TEST(LongDiagnosis, FitsATicketAndLeavesOldRowsOut) {
  const std::string text = ticket_text(long_diagnosis());
  EXPECT_LE(text.size(), 3'000U);
  EXPECT_THAT(text, HasSubstr("event 59"));
  EXPECT_THAT(text, HasSubstr("earlier rows left out"));
}

TEST(LongDiagnosis, EndsWithTheButtons) {
  ActionRow row{.diagnosis_id = "d1",
                .email = doubles::jane(),
                .service = "S",
                .offered = {RemedyId::resend_confirmation}};
  const auto replies = answer_replies(long_diagnosis(), row);
  EXPECT_GT(replies.size(), 1U);
  EXPECT_THAT(dump(replies.back()), HasSubstr("[Check again]"));
  EXPECT_THAT(dump(replies.front()), Not(HasSubstr("[Check again]")));
  EXPECT_FALSE(row.above.empty());
  EXPECT_LE(replies.back().blocks.size(), 50U);
}

TEST(LongDiagnosis, ShowsTheWholeTimelineInTheTerminal) {
  EXPECT_THAT(to_text(long_diagnosis(), {}), HasSubstr("event 0 "));
}

TEST(ShortDiagnosis, IsOneReply) {
  for (const SampleDiagnosis& sample : sample_diagnoses()) {
    ActionRow row{.diagnosis_id = "d1", .email = doubles::jane(), .service = "S", .offered = {}};
    EXPECT_EQ(answer_replies(sample.diagnosis, row).size(), 1U) << sample.name;
  }
}

TEST(Terminal, StaysAsciiWhereTheLocaleIsNotUtf8) {
  for (const SampleDiagnosis& sample : sample_diagnoses()) {
    const std::string text = to_text(sample.diagnosis, {});
    EXPECT_TRUE(std::all_of(text.begin(), text.end(), [](char c) { return c > 0; })) << text;
  }
  EXPECT_THAT(to_text(sample_diagnosis("account_unconfirmed"), {}), HasSubstr("CERTAIN: "));
}

TEST(Terminal, ColoursOnlyWhereAsked) {
  const Diagnosis diagnosis = sample_diagnosis("account_unconfirmed");
  EXPECT_THAT(to_text(diagnosis, {}), Not(HasSubstr("\x1b")));
  EXPECT_THAT(to_text(diagnosis, {.colour = true, .emoji = true}),
              HasSubstr("\x1b[1;31m🔴 The account was never confirmed"));
}

TEST(Terminal, ShowsTimesAsTold) {
  EXPECT_EQ(in_utc(doubles::k_now), "Sun 22 Nov 10:00 UTC");
  EXPECT_FALSE(in_local_zone(doubles::k_now).empty());
}

// Slack: 100 characters in a confirm's title, 300 in its text, 30 on its buttons.
TEST(ConfirmDialogs, FitSlackEvenForTheLongestAddress) {
  const std::string longest = std::string(60, 'a') + "@" + std::string(60, 'b') + "." +
                              std::string(60, 'c') + "." + std::string(60, 'd') + ".example";
  const ActionRow row{.diagnosis_id = "d1",
                      .email = doubles::address(longest),
                      .service = std::string(60, 'S'),
                      .offered = {RemedyId::lift_suppression, RemedyId::resend_confirmation,
                                  RemedyId::send_password_reset}};
  for (const chat::Block& block : render(row).blocks) {
    for (const chat::Button& button : block.buttons) {
      if (!button.confirm) continue;
      EXPECT_LE(button.confirm->title.size(), 100U);
      EXPECT_LE(button.confirm->text.size(), 300U);
      EXPECT_LE(button.confirm->yes.size(), 30U);
    }
  }
}

std::vector<chat::Button> buttons_of(const ActionRow& row) {
  std::vector<chat::Button> all;
  for (const chat::Block& block : render(row).blocks) {
    all.insert(all.end(), block.buttons.begin(), block.buttons.end());
  }
  return all;
}

// Slack: 75 characters on a button. How an address begins and its domain tell it from others.
TEST(ActionRows, ShortenALongAddressInItsMiddle) {
  const std::string longest =
      "jane." + std::string(59, 'a') + "@" + std::string(60, 'b') + ".support.acme.example";
  const auto buttons = buttons_of({.diagnosis_id = "d1",
                                   .email = doubles::jane(),
                                   .service = "S",
                                   .offered = {RemedyId::check_other_address},
                                   .other_address = doubles::address(longest)});
  const std::string& label = buttons.at(0).label;
  EXPECT_LE(label.size(), 75U) << label;
  EXPECT_THAT(label, HasSubstr("Check jane.aaa"));
  EXPECT_THAT(label, HasSubstr("…"));
  EXPECT_THAT(label, testing::EndsWith(".support.acme.example"));
}

TEST(ActionRows, HoldFiveButtonsOfWhichTheLastHelpAlways) {
  const auto buttons =
      buttons_of({.diagnosis_id = "d1",
                  .email = doubles::jane(),
                  .service = "S",
                  .offered = {RemedyId::lift_suppression, RemedyId::resend_confirmation,
                              RemedyId::send_password_reset, RemedyId::check_other_address},
                  .with_reply = true,
                  .other_address = doubles::address("jane_doe@acme.example")});
  ASSERT_EQ(buttons.size(), 5U);
  EXPECT_EQ(buttons[2].label, "Send password reset");
  EXPECT_EQ(buttons[3].label, "Draft reply");
  EXPECT_EQ(buttons[4].label, "Check again");
}

// Everybody who reads a channel's export, or a log of actions, sees the ids and values of buttons.
TEST(ActionRows, NameTheOtherAddressOnlyWhereItIsRead) {
  const auto buttons = buttons_of({.diagnosis_id = "d1",
                                   .email = doubles::jane(),
                                   .service = "S",
                                   .offered = {RemedyId::check_other_address},
                                   .other_address = doubles::address("jane_doe@acme.example")});
  EXPECT_EQ(buttons.at(0).action, "check_other_address");
  EXPECT_EQ(buttons.at(0).value, "d1");
  EXPECT_FALSE(buttons.at(0).confirm) << "nobody notices a look";
}

TEST(ActionRows, TakeTheButtonAwayOnceItWasPressed) {
  const Press press{RemedyId::resend_confirmation, "U1", doubles::k_now, RemedyOutcome::accepted};
  const std::string text = dump(render({.diagnosis_id = "d1",
                                        .email = doubles::jane(),
                                        .service = "S",
                                        .offered = {RemedyId::resend_confirmation},
                                        .presses = {press}}));
  EXPECT_THAT(text, Not(HasSubstr("[Resend confirmation]")));
  EXPECT_THAT(text, HasSubstr("[Check again]"));
}

TEST(ActionRows, BringTheButtonBackAfterAFailureAndShowTheLastPressOnly) {
  Press press{RemedyId::resend_confirmation, "U1", doubles::k_now, RemedyOutcome::failed};
  ActionRow row{.diagnosis_id = "d1",
                .email = doubles::jane(),
                .service = "S",
                .offered = {RemedyId::resend_confirmation},
                .presses = {press}};
  EXPECT_THAT(dump(render(row)), HasSubstr("[Resend confirmation]"));
  press.outcome = RemedyOutcome::accepted;
  row.presses.push_back(press);
  const std::string text = dump(render(row));
  EXPECT_THAT(text, Not(HasSubstr("[Resend confirmation]")));
  EXPECT_THAT(text, Not(HasSubstr("❌")));
}

TEST(AddressModal, FillsInTheOnlyAddressAndOffersSeveral) {
  EXPECT_EQ(address_modal("c", {doubles::jane()}).inputs.at(0).initial, "jane.doe@acme.example");
  const chat::Modal modal = address_modal("c", {doubles::jane(), doubles::address("b@c.example")});
  EXPECT_EQ(modal.inputs.at(0).initial, "");
  EXPECT_THAT(modal.inputs.at(0).choices,
              testing::ElementsAre("jane.doe@acme.example", "b@c.example"));
  EXPECT_LE(modal.title.size(), 24U);
}

// Slack takes 75 characters in a choice, and refuses the whole form for one more.
TEST(AddressModal, LetsTypeWhatIsTooLongToChoose) {
  const auto long_one = doubles::address(std::string(64, 'a') + "@acme-corp.example");
  EXPECT_TRUE(address_modal("c", {doubles::jane(), long_one}).inputs.at(0).choices.empty());
}

TEST(MaskedText, KeepsEverythingButTheLocalPart) {
  EXPECT_EQ(with_masked_addresses("Ask jane.doe@acme.example. Or (b+c@d.example)!"),
            "Ask j***@acme.example. Or (b***@d.example)!");
}

}  // namespace
}  // namespace latchkey::rendering
