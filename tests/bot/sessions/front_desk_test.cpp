// Where people work: mentions, the message shortcut, and what the buttons under an answer show.
#include "bot/sessions/front_desk.hpp"

#include "bot/rendering/address_modal.hpp"
#include "bot/rendering/detail_modals.hpp"
#include "bot/rendering/evidence_buttons.hpp"
#include "bot/rendering/reply_modal.hpp"
#include "tests/bot/sessions/dispatched.hpp"
#include "tests/doubles/captured_log.hpp"

namespace latchkey {
namespace {

struct AtTheFrontDesk : Dispatched {
  chat::Request mention(const std::string& text, const std::string& user = "UDANA") {
    auto said = request(chat::Request::Kind::mention, user);
    said.text = text;
    said.message = "question";
    said.trigger.clear();
    return said;
  }
  chat::Request shortcut(const std::string& text) {
    auto chosen = request(chat::Request::Kind::shortcut, "UDANA");
    chosen.action = "diagnose_message";
    chosen.text = text;
    chosen.message = "ticket";
    chosen.reply_url = "UDANA";
    return chosen;
  }
  chat::Request submission(const chat::Modal& modal, std::string_view input,
                           const std::string& text) {
    auto submitted = request(chat::Request::Kind::submission, "UDANA");
    submitted.channel.clear();
    submitted.action = modal.action;
    submitted.context = modal.context;
    submitted.fields[std::string{input}] = text;
    return submitted;
  }
  void expect_in_thread(const std::string& thread, const std::string& words) {
    ASSERT_EQ(platform.order.size(), 1U);
    const auto& posted = platform.posted.at(platform.order[0]);
    EXPECT_EQ(posted.thread, thread);
    EXPECT_NE(words_of(posted.message).find(words), std::string::npos) << words_of(posted.message);
  }
};

TEST_F(AtTheFrontDesk, HelpThatWasAskedForInTheOpenIsGivenInTheThread) {
  handle(mention("help"));
  expect_in_thread("question", "/diagnose");
  EXPECT_TRUE(platform.told_privately.empty());
}

// What one person mistyped is of no use to the others, and may name two customers.
TEST_F(AtTheFrontDesk, ASlipInAMentionIsPointedOutToTheAskerAlone) {
  const std::vector<std::pair<std::string, std::string>> slips = {
      {"diagnose", "/diagnose jane.doe@acme.example"},
      {"diagnose jane", "not an email address"},
      {"diagnose ann@acme.example ben@acme.example", "one at a time"},
      {"diagnose ann@acme.example service:Nowhere", "no site called"},
      {"diagnose ann@acme.example since:31d", "go back 30 days at most"}};
  const doubles::CapturedLog log;
  for (const auto& [text, words] : slips) {
    auto said = mention(text);
    said.thread = "thread";
    handle(said);
    ASSERT_FALSE(platform.told_privately.empty()) << text;
    const auto& [to, message] = platform.told_privately.back();
    EXPECT_EQ(to, "UDANA");
    EXPECT_EQ(platform.whispered_in.back(), "thread");
    EXPECT_NE(words_of(message).find(words), std::string::npos) << words_of(message);
  }
  EXPECT_EQ(platform.told_privately.size(), slips.size());
  EXPECT_TRUE(platform.order.empty());
  EXPECT_TRUE(platform.modals.empty()) << "a mention opens no form";
  EXPECT_FALSE(log.has("could not be opened")) << log.text();
}

TEST_F(AtTheFrontDesk, ASlipInAMessageThatNobodyAnsweredIsPointedOutInTheChannel) {
  handle(mention("diagnose jane"));
  EXPECT_TRUE(platform.order.empty());
  ASSERT_EQ(platform.whispered_in.size(), 1U);
  EXPECT_EQ(platform.whispered_in[0], "");
}

TEST_F(AtTheFrontDesk, AnEscalationSaysThatNobodyWasCalled) {
  handle(mention("escalate she is stuck"));
  expect_in_thread("question", "Nobody was called");
}

// After a crash between the post and the end of the job it would stand there twice.
TEST_F(AtTheFrontDesk, HelpIsPostedOnceAcrossACrash) {
  auto said = mention("help");
  const auto job_id = [&] {
    take_only(said);
    return doubles::await(store->standing_at(JobStep::received, 1), context)->front().id;
  }();
  platform.posted["ts1"] = {.channel = "CSUPPORT",
                            .thread = "question",
                            .first = {.summary = "help", .tag = chat::Tag{job_id, "answer"}},
                            .at = TimePoint::max()};
  platform.order.emplace_back("ts1");
  restart();
  EXPECT_EQ(platform.order.size(), 1U);
}

// In a thread without replies Slack would show it to nobody.
TEST_F(AtTheFrontDesk, ARefusedMentionIsToldInTheChannelAlone) {
  handle(mention("diagnose jane.doe@acme.example", "UEVE"));
  EXPECT_TRUE(platform.order.empty());
  ASSERT_EQ(platform.whispered_in.size(), 1U);
  EXPECT_EQ(platform.whispered_in[0], "");
}

TEST_F(AtTheFrontDesk, AQuestionReachesAsFarBackAsTheMailLogsGo) {
  mail_log_retention = std::chrono::days{5};
  process = begin();
  handle(command("jane.doe@acme.example"));
  const auto words = words_of(platform.posted.at(platform.order.at(0)).message);
  EXPECT_NE(words.find("5 days of mail"), std::string::npos) << words;
}

TEST_F(AtTheFrontDesk, AQuestionThatReachesFurtherBackThanTheMailLogsIsRefused) {
  mail_log_retention = std::chrono::days{5};
  process = begin();
  handle(command("jane.doe@acme.example since:6d"));
  EXPECT_TRUE(platform.order.empty());
  ASSERT_EQ(platform.told_privately.size(), 1U);
  const auto words = words_of(platform.told_privately[0].second);
  EXPECT_NE(words.find("go back 5 days at most"), std::string::npos) << words;
  handle(command("jane.doe@acme.example since:5d"));
  EXPECT_FALSE(platform.order.empty());
}

// Whoever does as a slip's example says is not refused a second time.
TEST_F(AtTheFrontDesk, WhatASlipIsToldToTypeTheMailLogsStillHold) {
  mail_log_retention = std::chrono::days{3};
  process = begin();
  handle(command("ann@acme.example since:soon"));
  handle(mention("diagnose ann@acme.example since:soon"));
  ASSERT_EQ(platform.told_privately.size(), 2U);
  for (const auto& [to, message] : platform.told_privately) {
    EXPECT_NE(words_of(message).find("since:12h, since:3d."), std::string::npos)
        << words_of(message);
  }
  handle(shortcut("cannot sign in"));
  const auto corrected = accept(
      submission(platform.modals.at(0), rendering::k_address_input, "ann@acme.example since:soon"));
  ASSERT_TRUE(corrected);
  EXPECT_NE(corrected->errors.at("address").find("since:3d"), std::string::npos)
      << corrected->errors.at("address");
}

TEST_F(AtTheFrontDesk, StatusIsForTheAskerAloneAndSaysHowTheSystemsAre) {
  handle(command("status"));
  EXPECT_TRUE(platform.order.empty());
  ASSERT_EQ(platform.told_privately.size(), 1U);
  const auto words = words_of(platform.told_privately[0].second);
  EXPECT_NE(words.find("2 of 2 connections"), std::string::npos) << words;
  EXPECT_NE(words.find("Mailgun"), std::string::npos) << words;
}

TEST_F(AtTheFrontDesk, TheShortcutTakesTheOnlyAddressAndAnswersUnderTheMessage) {
  handle(shortcut("jane.doe@acme.example cannot sign in"));
  ASSERT_FALSE(platform.order.empty());
  for (const auto& id : platform.order) EXPECT_EQ(platform.posted.at(id).thread, "ticket");
}

TEST_F(AtTheFrontDesk, TheShortcutAsksWhereThereIsNoneOrMoreThanOne) {
  handle(shortcut("cannot sign in"));
  handle(shortcut("ann@acme.example or ben@acme.example"));
  EXPECT_TRUE(platform.order.empty());
  ASSERT_EQ(platform.modals.size(), 2U);
  handle(submission(platform.modals[1], rendering::k_address_input, "ben@acme.example"));
  ASSERT_FALSE(platform.order.empty());
  for (const auto& id : platform.order) EXPECT_EQ(platform.posted.at(id).thread, "ticket");
}

/// Behind an answer about jane.
struct BehindAnAnswer : AtTheFrontDesk {
  BehindAnAnswer() {
    MailHistory history;
    for (int i = 0; i < 20; ++i) {
      history.events.push_back({.at = clock.now() - 48h + std::chrono::minutes{i},
                                .type = MailEventType::delivered,
                                .recipient = "jane.doe@acme.example",
                                .subject = "Confirmation instructions",
                                .message_id = "m" + std::to_string(i)});
    }
    mail.answer = history;
    handle(command("jane.doe@acme.example"));
  }
};

TEST_F(BehindAnAnswer, ADraftIsShownEditedAndPostedInTheThread) {
  const auto root = platform.order[0];
  handle(press(row(), rendering::k_draft_reply));
  ASSERT_EQ(platform.modals.size(), 1U);
  const auto& form = platform.modals[0];
  const auto& draft = form.inputs.at(0).initial;
  EXPECT_NE(draft.find("has not been confirmed yet"), std::string::npos) << draft;
  EXPECT_NE(draft.find("customers.example"), std::string::npos) << draft;
  EXPECT_EQ(draft.find('{'), std::string::npos) << draft;
  handle(submission(form, rendering::k_reply_input, "Hello Jane,\nplease confirm."));
  const auto& posted = platform.posted.at(platform.order.back());
  EXPECT_EQ(posted.thread, root);
  EXPECT_NE(words_of(posted.message).find("Hello Jane,\nplease confirm."), std::string::npos);
}

TEST_F(BehindAnAnswer, AnEmptyReplyIsNotPosted) {
  handle(press(row(), rendering::k_draft_reply));
  const auto refused = accept(submission(platform.modals.at(0), rendering::k_reply_input, " \n"));
  ASSERT_TRUE(refused);
  EXPECT_EQ(refused->errors.size(), 1U);
}

TEST_F(BehindAnAnswer, AFormThatCameTooLateIsSaidToBeSo) {
  platform.refuses_modals = Error{ErrorKind::invalid, "expired_trigger_id"};
  for (const auto button :
       {rendering::k_draft_reply, rendering::k_show_all, rendering::k_copy_for_ticket}) {
    handle(press(row(), button));
  }
  ASSERT_EQ(platform.told_privately.size(), 3U);
  for (const auto& [to, message] : platform.told_privately) {
    EXPECT_NE(words_of(message).find("press again"), std::string::npos) << words_of(message);
  }
}

TEST_F(BehindAnAnswer, TheWholeTimelineAndTheTextForATicketOutliveARestart) {
  ASSERT_NE(button_of(platform.posted.at(row()).message, rendering::k_show_all), nullptr);
  restart();
  handle(press(row(), rendering::k_show_all));
  handle(press(row(), rendering::k_copy_for_ticket));
  ASSERT_EQ(platform.modals.size(), 2U);
  EXPECT_TRUE(platform.modals[0].inputs.empty());
  EXPECT_FALSE(platform.modals[0].blocks.empty());
  const auto& text = platform.modals[1].inputs.at(0).initial;
  EXPECT_NE(text.find("2026-11-20T12:19:00Z"), std::string::npos) << text;
  const auto closed = accept(submission(platform.modals[1], "ticket", text));
  ASSERT_TRUE(closed);
  EXPECT_TRUE(closed->errors.empty());
}

TEST_F(BehindAnAnswer, DetailsThatWereForgottenAreSaidToBeTooOld) {
  ASSERT_TRUE(doubles::await(store->forget_details_before(clock.now() + 1s), context));
  handle(press(row(), rendering::k_copy_for_ticket));
  EXPECT_TRUE(platform.modals.empty());
  EXPECT_EQ(platform.told_privately.size(), 1U);
}

// The row is written again from the store, and the evidence stands in the same message.
TEST_F(BehindAnAnswer, TheEvidenceStaysAboveTheRowAfterAPress) {
  handle(press(row(), "resend_confirmation"));
  const auto words = words_of(platform.posted.at(row()).message);
  EXPECT_NE(words.find("✅"), std::string::npos) << words;
  EXPECT_NE(words.find("Why"), std::string::npos) << words;
  EXPECT_NE(button_of(platform.posted.at(row()).message, rendering::k_draft_reply), nullptr);
}

}  // namespace
}  // namespace latchkey
