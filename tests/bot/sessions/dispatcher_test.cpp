#include "bot/sessions/dispatcher.hpp"

#include "bot/rendering/address_modal.hpp"
#include "tests/bot/sessions/dispatched.hpp"

#include <gtest/gtest.h>

#include <algorithm>

namespace latchkey {
namespace {

TEST_F(Dispatched, ACommandGetsARootMessageThatTurnsIntoTheConclusion) {
  handle(command("jane.doe@acme.example"));
  ASSERT_EQ(platform.order.size(), 2U) << "the conclusion, and one reply";
  const auto& root = platform.posted.at(platform.order[0]);
  EXPECT_TRUE(root.thread.empty());
  EXPECT_NE(words_of(root.first).find("jane.doe@acme.example"), std::string::npos);
  EXPECT_NE(words_of(root.message).find("never confirmed"), std::string::npos)
      << words_of(root.message);
  EXPECT_EQ(platform.posted.at(row()).thread, platform.order[0]);
}

TEST_F(Dispatched, ARedeliveredCommandIsAcknowledgedAndNotAnsweredAgain) {
  const auto typed = command("jane.doe@acme.example");
  handle(typed);
  const auto posts = platform.order.size();
  handle(typed);
  EXPECT_EQ(platform.order.size(), posts);
}

// More at once than acknowledging makes way for: what had to wait must be begun afterwards.
TEST_F(Dispatched, AFloodIsAcknowledgedWholeAndThenAnsweredWhole) {
  constexpr std::ptrdiff_t k_many = 60;
  std::ptrdiff_t acknowledged = 0;
  for (std::ptrdiff_t i = 0; i < k_many; ++i) {
    const auto asker = "U" + std::to_string(i);
    platform.people[asker] = {.id = asker};
    platform.groups["@support-team"].push_back(asker);
    auto typed = command("jane" + std::to_string(i) + "@acme.example", asker);
    boost::asio::co_spawn(
        context, process->dispatcher.accept(std::move(typed)),
        [&](const std::exception_ptr&, const Expected<chat::Acknowledgement>& answer) {
          if (answer) ++acknowledged;
        });
  }
  context.restart();
  while (acknowledged < k_many && context.run_one() > 0) {
  }
  ASSERT_TRUE(doubles::await(until_idle(), context));
  EXPECT_EQ(acknowledged, k_many);
  const auto roots =
      std::count_if(platform.order.begin(), platform.order.end(),
                    [&](const auto& id) { return platform.posted.at(id).thread.empty(); });
  EXPECT_EQ(roots, k_many);
}

TEST_F(Dispatched, ACommandOfAStrangerIsRefusedInPrivateAndAsksNobody) {
  handle(command("jane.doe@acme.example", "UEVE"));
  EXPECT_TRUE(platform.order.empty());
  EXPECT_TRUE(directory.asked.empty());
  ASSERT_EQ(platform.told_privately.size(), 1U);
  EXPECT_EQ(words_of(platform.told_privately[0].second).find("jane"), std::string::npos);
}

TEST_F(Dispatched, TwoAddressesAreAnsweredInPrivate) {
  handle(command("a@b.example c@d.example"));
  EXPECT_TRUE(platform.order.empty());
  ASSERT_EQ(platform.told_privately.size(), 1U);
}

TEST_F(Dispatched, NothingTypedOpensTheForm) {
  handle(command(""));
  ASSERT_EQ(platform.modals.size(), 1U);
  EXPECT_EQ(platform.modals[0].action, rendering::k_address_modal);
}

// A trigger lives three seconds; the person must not be left without a word.
TEST_F(Dispatched, AFormThatCannotBeOpenedBecomesALineInPrivate) {
  platform.refuses_modals = Error{ErrorKind::invalid, "expired_trigger_id"};
  handle(command(""));
  EXPECT_EQ(platform.told_privately.size(), 1U);
}

TEST_F(Dispatched, ASubmittedFormAnswersWhereItWasOpened) {
  handle(command(""));
  auto submitted = request(chat::Request::Kind::submission, "UDANA");
  submitted.channel.clear();
  submitted.context = platform.modals[0].context;
  submitted.fields[std::string{rendering::k_address_input}] = "jane.doe@acme.example";
  handle(submitted);
  ASSERT_FALSE(platform.order.empty());
  EXPECT_EQ(platform.posted.at(platform.order[0]).channel, "CSUPPORT");
}

TEST_F(Dispatched, AWrongAddressIsCorrectedInTheFormAndTheKeyStaysFree) {
  handle(command(""));
  auto submitted = request(chat::Request::Kind::submission, "UDANA");
  submitted.context = platform.modals[0].context;
  submitted.fields[std::string{rendering::k_address_input}] = "nonsense";
  const auto refused = accept(submitted);
  ASSERT_TRUE(refused);
  EXPECT_EQ(refused->errors.count(std::string{rendering::k_address_input}), 1U);
  submitted.fields[std::string{rendering::k_address_input}] = "jane.doe@acme.example";
  handle(submitted);
  EXPECT_FALSE(platform.order.empty());
}

TEST_F(Dispatched, TheFourthQuestionInAMinuteIsRefused) {
  for (const std::string name : {"ann", "ben", "cem"}) handle(command(name + "@acme.example"));
  const auto posts = platform.order.size();
  handle(command("jane.doe@acme.example"));
  EXPECT_EQ(platform.order.size(), posts);
  EXPECT_EQ(platform.told_privately.size(), 1U);
}

TEST_F(Dispatched, AMentionIsAnsweredInItsOwnThread) {
  auto mention = request(chat::Request::Kind::mention, "UDANA");
  mention.text = "diagnose jane.doe@acme.example";
  mention.message = "question";
  handle(mention);
  ASSERT_FALSE(platform.order.empty());
  for (const auto& id : platform.order) EXPECT_EQ(platform.posted.at(id).thread, "question");
}

TEST_F(Dispatched, APressSubmitsTheFormOnceAndSaysWhoDidIt) {
  handle(command("jane.doe@acme.example"));
  handle(press(row(), "resend_confirmation"));
  ASSERT_EQ(forms.submitted.size(), 1U);
  EXPECT_EQ(forms.submitted[0].address.full(), "jane.doe@acme.example");
  const auto& after = platform.posted.at(row()).message;
  EXPECT_EQ(button_of(after, "resend_confirmation"), nullptr);
  EXPECT_NE(words_of(after).find("UDANA"), std::string::npos) << words_of(after);
}

TEST_F(Dispatched, ASecondPersonsPressLearnsWhoWasFirst) {
  handle(command("jane.doe@acme.example"));
  const auto late = press(row(), "resend_confirmation", "ULENA");
  handle(press(row(), "resend_confirmation"));
  handle(late);
  EXPECT_EQ(forms.submitted.size(), 1U);
  ASSERT_EQ(platform.told_privately.size(), 1U);
  EXPECT_EQ(platform.told_privately[0].first, "ULENA");
}

TEST_F(Dispatched, APressWithoutPermissionLeavesTheButton) {
  handle(command("jane.doe@acme.example"));
  handle(press(row(), "resend_confirmation", "UEVE"));
  EXPECT_TRUE(forms.submitted.empty());
  EXPECT_NE(button_of(platform.posted.at(row()).message, "resend_confirmation"), nullptr);
  EXPECT_EQ(platform.told_privately.size(), 1U);
}

// A form that failed before it was sent may be tried again; one whose fate is unknown may not.
TEST_F(Dispatched, TheButtonComesBackOnlyWhereNoMailCanHaveLeft) {
  handle(command("jane.doe@acme.example"));
  forms.reply = Error{ErrorKind::unreachable, "CustomersDot could not be reached"};
  handle(press(row(), "resend_confirmation"));
  EXPECT_NE(button_of(platform.posted.at(row()).message, "resend_confirmation"), nullptr);
  forms.reply = Error{ErrorKind::uncertain, "CustomersDot did not answer after the form was sent"};
  handle(press(row(), "resend_confirmation"));
  EXPECT_EQ(button_of(platform.posted.at(row()).message, "resend_confirmation"), nullptr);
  EXPECT_EQ(forms.submitted.size(), 2U);
}

TEST_F(Dispatched, APressThatWaitedOverFiveMinutesIsNotBegun) {
  handle(command("jane.doe@acme.example"));
  const auto old = press(row(), "resend_confirmation");
  clock.advance(5min + 1s);
  handle(old);
  EXPECT_TRUE(forms.submitted.empty());
  EXPECT_EQ(platform.told_privately.size(), 1U);
}

TEST_F(Dispatched, ARowOfButtonsCountsForADay) {
  handle(command("jane.doe@acme.example"));
  clock.advance(24h + 1s);
  handle(press(row(), "resend_confirmation"));
  EXPECT_TRUE(forms.submitted.empty());
  EXPECT_EQ(platform.told_privately.size(), 1U);
}

TEST_F(Dispatched, CheckAgainAnswersInTheSameThread) {
  handle(command("jane.doe@acme.example"));
  const auto root = platform.order[0];
  const auto posts = platform.order.size();
  handle(press(row(), rendering::k_recheck));
  ASSERT_GT(platform.order.size(), posts);
  EXPECT_EQ(platform.posted.at(platform.order[posts]).thread, root);
}

// An answer may be read where it was asked for; that somebody may press elsewhere is no reason to
// act there. Nor to offer a button there that would only say the same again.
TEST_F(Dispatched, AButtonThatWasCopiedToAnotherChannelSaysWhereToAsk) {
  rules.channels.push_back("COTHER");
  platform.channels["COTHER"] = {.member = true};
  process = begin();
  handle(command("jane.doe@acme.example"));
  const auto asked = directory.asked.size();
  const auto posts = platform.order.size();
  for (const std::string& action :
       {std::string{"resend_confirmation"}, std::string{rendering::k_draft_reply},
        std::string{rendering::k_recheck}}) {
    auto elsewhere = press(row(), action);
    elsewhere.channel = "COTHER";
    handle(elsewhere);
    const auto& [to, told] = platform.told_privately.back();
    EXPECT_EQ(to, "UDANA");
    EXPECT_NE(words_of(told).find("given in another channel"), std::string::npos)
        << action << ": " << words_of(told);
    EXPECT_EQ(words_of(told).find("jane.doe"), std::string::npos) << "it was asked elsewhere";
    EXPECT_EQ(button_of(told, rendering::k_recheck), nullptr) << action;
  }
  EXPECT_EQ(platform.told_privately.size(), 3U);
  EXPECT_TRUE(forms.submitted.empty());
  EXPECT_EQ(directory.asked.size(), asked);
  EXPECT_EQ(platform.order.size(), posts);
}

// Its diagnosis is forgotten after [store] retention; the message with its buttons stays.
TEST_F(Dispatched, AButtonOfNoDiagnosisIsADeadEnd) {
  handle(command("jane.doe@acme.example"));
  for (const std::string& action :
       {std::string{"resend_confirmation"}, std::string{rendering::k_recheck}}) {
    auto made_up = press(row(), action);
    made_up.value = "made up";
    handle(made_up);
    const auto& told = platform.told_privately.back().second;
    EXPECT_NE(words_of(told).find("no longer kept"), std::string::npos) << words_of(told);
    EXPECT_EQ(button_of(told, rendering::k_recheck), nullptr) << action;
  }
  EXPECT_TRUE(forms.submitted.empty());
  EXPECT_EQ(platform.told_privately.size(), 2U);
}

TEST_F(Dispatched, WhatWasAcknowledgedBeforeACrashIsAnsweredAfterIt) {
  take_only(command("jane.doe@acme.example"));
  restart();
  ASSERT_GE(platform.order.size(), 2U);
  EXPECT_NE(button_of(platform.posted.at(row()).message, "resend_confirmation"), nullptr);
}

// The chat may not be reached yet when a process starts, and what the one before it has posted must
// not stay half said.
TEST_F(Dispatched, WhatWasAcknowledgedBeforeACrashIsAnsweredThoughAtFirstNobodySaysWhoMay) {
  const Error away{ErrorKind::unreachable, "the chat is away"};
  take_only(command("jane.doe@acme.example"));
  platform.next_channel_failures = {away, away, away};
  restart();
  ASSERT_GE(platform.order.size(), 2U);
  EXPECT_NE(button_of(platform.posted.at(row()).message, "resend_confirmation"), nullptr);
  EXPECT_TRUE(platform.told_privately.empty());

  take_only(command("omar@acme.example"));
  platform.next_channel_failures = {away, away, away, away};
  restart();
  ASSERT_EQ(platform.told_privately.size(), 1U) << "it ends all the same";
  EXPECT_NE(words_of(platform.told_privately[0].second).find("could not find out"),
            std::string::npos);
}

TEST_F(Dispatched, ARedeliveryAfterACrashIsNoSecondQuestion) {
  const auto typed = command("jane.doe@acme.example");
  handle(typed);
  const auto posts = platform.order.size();
  restart();
  handle(typed);
  EXPECT_EQ(platform.order.size(), posts);
}

TEST_F(Dispatched, AnOldQuestionIsAnsweredWithCheckAgainOnly) {
  take_only(command("jane.doe@acme.example"));
  clock.advance(15min + 1s);
  restart();
  ASSERT_EQ(platform.order.size(), 2U);
  EXPECT_TRUE(directory.asked.empty()) << "nothing is looked up for it";
  const auto& buttons = platform.posted.at(row()).message;
  EXPECT_EQ(button_of(buttons, "resend_confirmation"), nullptr);
  handle(press(row(), rendering::k_recheck));
  EXPECT_NE(button_of(platform.posted.at(row()).message, "resend_confirmation"), nullptr);
}

TEST_F(Dispatched, APressBeforeACrashIsBegunAfterItWhileItCounts) {
  handle(command("jane.doe@acme.example"));
  take_only(press(row(), "resend_confirmation"));
  restart();
  EXPECT_EQ(forms.submitted.size(), 1U);
}

TEST_F(Dispatched, APressBeforeACrashIsNeverBegunWhenItIsTooOld) {
  handle(command("jane.doe@acme.example"));
  take_only(press(row(), "resend_confirmation"));
  clock.advance(5min + 1s);
  restart();
  EXPECT_TRUE(forms.submitted.empty());
  EXPECT_EQ(platform.told_privately.size(), 1U);
}

/// A press that was begun, and whose process was killed before it knew what came of it.
struct InterruptedPress : Dispatched {
  InterruptedPress() {
    handle(command("jane.doe@acme.example"));
    const auto pressed = press(row(), "resend_confirmation");
    auto kept = chat::to_text(pressed);
    const auto job =
        *doubles::await(store->take(pressed.dedupe_key, std::move(kept), clock.now()), context);
    RemedyAttempt attempt{.diagnosis_id = pressed.value,
                          .remedy = RemedyId::resend_confirmation,
                          .customer = *EmailAddress::parse("jane.doe@acme.example"),
                          .by = "UDANA",
                          .at = clock.now(),
                          .press = job->id};
    EXPECT_TRUE(doubles::await(store->begin_remedy(attempt, {}), context));
    clock.advance(10min);
  }
};

TEST_F(InterruptedPress, IsReportedAsDoneWhereItsMailIsInTheLog) {
  mail.answer = MailHistory{.events = {{.at = clock.now() - 9min,
                                        .type = MailEventType::delivered,
                                        .subject = "Confirmation instructions"}}};
  restart();
  EXPECT_TRUE(forms.submitted.empty()) << "it must never be repeated";
  const auto words = words_of(platform.posted.at(row()).message);
  EXPECT_NE(words.find("✅"), std::string::npos) << words;
}

TEST_F(InterruptedPress, IsLookedForWhereAChangedAddressGetsItsMail) {
  auto& account = directory.answer->rows.front();
  account.confirmed_at = k_noon - 40h;
  account.unconfirmed_email = std::string{"jane@new.example"};
  mail.asked.clear();
  restart();
  ASSERT_FALSE(mail.asked.empty());
  EXPECT_EQ(mail.asked.front().recipient.full(), "jane@new.example");
}

TEST_F(InterruptedPress, IsReportedAsUncertainWhereNoMailIsInTheLog) {
  mail.answer = MailHistory{.events = {{.at = clock.now() - 11min,
                                        .type = MailEventType::delivered,
                                        .subject = "Confirmation instructions"}}};
  restart();
  EXPECT_TRUE(forms.submitted.empty());
  const auto words = words_of(platform.posted.at(row()).message);
  EXPECT_NE(words.find("⚠️"), std::string::npos) << words;
}

TEST_F(InterruptedPress, IsReportedAsUncertainWhereTheLogDoesNotAnswer) {
  mail.answer = Error{ErrorKind::timed_out, "Mailgun did not answer"};
  restart();
  EXPECT_TRUE(forms.submitted.empty());
  const auto words = words_of(platform.posted.at(row()).message);
  EXPECT_NE(words.find("⚠️"), std::string::npos) << words;
}

// Who lost the permission between the press and the form must not cause a mail any more.
TEST_F(Dispatched, ThePermissionIsAskedAfreshBeforeTheForm) {
  handle(command("jane.doe@acme.example"));
  platform.asked_now.clear();
  handle(press(row(), "resend_confirmation"));
  EXPECT_FALSE(platform.asked_now.empty());
}

TEST_F(Dispatched, NotInTheChannelTheAskerAloneGetsTheAnswerWithoutButtons) {
  platform.channels["CSUPPORT"].member = false;
  handle(command("jane.doe@acme.example"));
  EXPECT_TRUE(platform.order.empty());
  ASSERT_EQ(platform.told_privately.size(), 1U);
  const auto& answer = platform.told_privately[0].second;
  EXPECT_NE(words_of(answer).find("/invite"), std::string::npos) << words_of(answer);
  EXPECT_EQ(button_of(answer, "resend_confirmation"), nullptr);
}

TEST_F(Dispatched, APostThatIsRefusedBecomesAPrivateAnswer) {
  platform.refuses_posts = Error{ErrorKind::not_found, "not_in_channel"};
  handle(command("jane.doe@acme.example"));
  EXPECT_EQ(platform.told_privately.size(), 1U);
}

}  // namespace
}  // namespace latchkey
