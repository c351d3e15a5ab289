// Calling whoever is on call: who may, who is called, who took it, and what happens when nobody
// does.
#include "tests/bot/sessions/escalated.hpp"

#include <gmock/gmock.h>

namespace latchkey {
namespace {

using testing::ElementsAre;
using testing::HasSubstr;
using testing::IsEmpty;
using testing::Not;

TEST_F(Escalated, TheButtonCallsTheGroupIntoTheThreadWithWhatToKnow) {
  escalate();
  ASSERT_EQ(calls().size(), 1U);
  EXPECT_THAT(mentioned(0), ElementsAre("SSUPPORTONCALL"));
  EXPECT_EQ(platform.posted.at(calls()[0]).thread, platform.posted.at(row()).thread);
  const auto words = words_of_call(0);
  EXPECT_THAT(words, HasSubstr("UDANA asks for your help"));
  EXPECT_THAT(words, HasSubstr("jane.doe@acme.example · CustomersDot"));
  EXPECT_THAT(words, HasSubstr("never confirmed"));
  EXPECT_THAT(words, HasSubstr("No button was pressed yet."));
  EXPECT_THAT(words, HasSubstr("within 10 minutes, the next level is called"));
  EXPECT_TRUE(button_of(call(0), rendering::k_have_it));
  EXPECT_TRUE(button_of(call(0), rendering::k_resolved));
  EXPECT_FALSE(button_of(call(0), rendering::k_hand_back));
}

TEST_F(Escalated, TheButtonIsGoneAndTheRowSaysWhoPressedIt) {
  handle(command("jane.doe@acme.example"));
  const auto* button = button_of(platform.posted.at(row()).message, rendering::k_escalate);
  ASSERT_TRUE(button);
  EXPECT_TRUE(button->confirm) << "somebody is called by it";
  handle(press(row(), rendering::k_escalate));
  const auto& shown = platform.posted.at(row()).message;
  EXPECT_FALSE(button_of(shown, rendering::k_escalate));
  EXPECT_THAT(words_of(shown), HasSubstr("UDANA escalated"));
}

TEST_F(Escalated, NoCustomerStandsInWhatTravelsOutsideTheThread) {
  escalate();
  const auto& first = platform.posted.at(calls()[0]).first;
  EXPECT_THAT(first.summary, Not(HasSubstr("jane"))) << "a notification on a locked phone";
  EXPECT_THAT(first.tag->job, Not(HasSubstr("jane")));
}

TEST_F(Escalated, WhatWasTriedAndWhatIsUnknownIsInTheCall) {
  mail.answer = Error{ErrorKind::refused, "Mailgun: 401 unauthorized"};
  handle(command("jane.doe@acme.example"));
  handle(press(row(), "resend_confirmation"));
  handle(press(row(), rendering::k_escalate));
  EXPECT_THAT(words_of_call(0), HasSubstr("UDANA resent the confirmation for"));
  EXPECT_THAT(words_of_call(0), HasSubstr("Not answered: "));
  EXPECT_THAT(words_of_call(0), HasSubstr("Mailgun: 401 unauthorized"));
}

TEST_F(Escalated, AMentionCallsInAThreadThatHasNoCheck) {
  handle(mention("escalate the customer is furious", "somewhere"));
  ASSERT_EQ(calls().size(), 1U);
  EXPECT_EQ(platform.posted.at(calls()[0]).thread, "somewhere");
  EXPECT_THAT(words_of_call(0), HasSubstr("the customer is furious"));
  EXPECT_THAT(words_of_call(0), Not(HasSubstr("No button")));
}

TEST_F(Escalated, AMentionFindsTheCheckOfItsThread) {
  handle(command("jane.doe@acme.example"));
  handle(mention("escalate", platform.posted.at(row()).thread));
  EXPECT_THAT(words_of_call(0), HasSubstr("jane.doe@acme.example"));
}

TEST_F(Escalated, WhoeverWasCalledMayTakeItAlthoughTheyMayNotEscalate) {
  escalate();
  handle(press_call(rendering::k_have_it, "UKIM"));
  EXPECT_THAT(words_of_call(0), HasSubstr("UKIM has it"));
  EXPECT_FALSE(button_of(call(0), rendering::k_have_it));
  EXPECT_TRUE(button_of(call(0), rendering::k_hand_back));
  EXPECT_TRUE(button_of(call(0), rendering::k_resolved));
  pass(1h);
  EXPECT_EQ(calls().size(), 1U) << "nobody else is called";
}

TEST_F(Escalated, NobodyElsePressesTheButtonsOfACall) {
  escalate();
  for (const auto action : {rendering::k_have_it, rendering::k_resolved}) {
    handle(press_call(action, "UEVE"));
    EXPECT_EQ(platform.told_privately.back().first, "UEVE");
    EXPECT_THAT(told_last(), HasSubstr("@support-team"));
  }
  EXPECT_THAT(words_of_call(0), Not(HasSubstr("UEVE")));
}

TEST_F(Escalated, WhoMayNotEscalateIsToldAloneWhoMay) {
  handle(mention("escalate", "somewhere", "UEVE"));
  EXPECT_THAT(calls(), IsEmpty());
  EXPECT_THAT(told_last(), HasSubstr("Only @support-team may escalate"));
  EXPECT_THAT(told_last(), HasSubstr("Ask UDANA or ULENA"));
}

TEST_F(Escalated, NobodyMayWhereNobodyIsListed) {
  rules.escalate.clear();
  begin_anew();
  handle(mention("escalate", "somewhere"));
  EXPECT_THAT(calls(), IsEmpty());
  EXPECT_THAT(told_last(), HasSubstr("permissions.escalate"));
}

TEST_F(Escalated, TheSecondWhoEscalatesLearnsWhoDidAndNobodyIsCalledTwice) {
  handle(command("jane.doe@acme.example"));
  const auto danas = press(row(), rendering::k_escalate, "UDANA");
  auto lenas = press(row(), rendering::k_escalate, "ULENA");
  lenas.reply_url = "ULENA";
  ASSERT_TRUE(accept(danas));
  ASSERT_TRUE(accept(lenas));
  ASSERT_TRUE(doubles::await(until_idle(), context));
  EXPECT_EQ(calls().size(), 1U);
  EXPECT_EQ(platform.told_privately.back().first, "ULENA");
  EXPECT_THAT(told_last(), HasSubstr("UDANA escalated in this thread before you"));
}

TEST_F(Escalated, TheSecondWhoTakesItLearnsWhoHasIt) {
  escalate();
  const auto omars = press_call(rendering::k_have_it, "UOMAR");
  const auto kims = press_call(rendering::k_have_it, "UKIM");
  ASSERT_TRUE(accept(omars));
  ASSERT_TRUE(accept(kims));
  ASSERT_TRUE(doubles::await(until_idle(), context));
  EXPECT_THAT(words_of_call(0), HasSubstr("UOMAR has it"));
  EXPECT_EQ(platform.told_privately.back().first, "UKIM");
  EXPECT_THAT(told_last(), HasSubstr("Nothing was changed. ✅ UOMAR has it"));
}

TEST_F(Escalated, TheNextLevelIsCalledWhenNobodyTakesItInTime) {
  escalate();
  pass(10min - 1s);
  EXPECT_EQ(calls().size(), 1U);
  pass(1s);
  ASSERT_EQ(calls().size(), 2U);
  EXPECT_THAT(mentioned(1), ElementsAre("SSUPPORTMANAGERS"));
  EXPECT_THAT(words_of_call(1), HasSubstr("jane.doe@acme.example")) << "read cold, too";
  EXPECT_THAT(words_of_call(0), HasSubstr("SSUPPORTONCALL was called"));
  EXPECT_FALSE(button_of(call(0), rendering::k_have_it)) << "the buttons are further down";
}

TEST_F(Escalated, WhoeverWasCalledFirstMayStillTakeIt) {
  escalate();
  pass(10min);
  handle(press_call(rendering::k_have_it, "UOMAR"));
  EXPECT_THAT(words_of_call(1), HasSubstr("UOMAR has it"));
}

TEST_F(Escalated, TheAskerIsToldWhenNobodyTookIt) {
  escalate_at_most = 2;
  begin_anew();
  escalate();
  for (int i = 0; i < 3; ++i) pass(10min);
  EXPECT_EQ(calls().size(), 3U);
  const auto& last = platform.posted.at(platform.order.back());
  EXPECT_THAT(words_of(last.message), HasSubstr("UDANA: nobody took it after 3 calls"));
  EXPECT_THAT(words_of_call(2), HasSubstr("❌ Nobody took it"));
  EXPECT_TRUE(button_of(call(2), rendering::k_have_it)) << "better late than never";
  const auto said = platform.order.size();
  pass(24h);
  EXPECT_EQ(platform.order.size(), said);
}

TEST_F(Escalated, ItIsCalledOnceMoreWhereNobodyTookItAndSomebodyAsksAgain) {
  escalate_at_most = 0;
  begin_anew();
  escalate();
  pass(10min);
  handle(mention("escalate", platform.posted.at(calls()[0]).thread, "ULENA"));
  ASSERT_EQ(calls().size(), 2U);
  EXPECT_THAT(mentioned(1), ElementsAre("SSUPPORTONCALL"));
}

TEST_F(Escalated, HandedBackItGoesToTheNextLevelAtOnceAndTheClockStartsAgain) {
  escalate();
  handle(press_call(rendering::k_have_it, "UOMAR"));
  handle(press_call(rendering::k_hand_back, "UOMAR"));
  ASSERT_EQ(calls().size(), 2U);
  EXPECT_THAT(mentioned(1), ElementsAre("SSUPPORTMANAGERS"));
  EXPECT_THAT(words_of_call(0), HasSubstr("UOMAR handed it back"));
  pass(10min);
  EXPECT_EQ(calls().size(), 3U);
}

TEST_F(Escalated, ResolvedItIsOverAndAnotherMayBegin) {
  escalate();
  const auto late = press_call(rendering::k_have_it, "UKIM");
  handle(press_call(rendering::k_resolved, "UDANA"));
  EXPECT_THAT(words_of_call(0), HasSubstr("UDANA resolved it"));
  EXPECT_FALSE(button_of(call(0), rendering::k_have_it));
  EXPECT_FALSE(button_of(call(0), rendering::k_resolved));
  handle(late);
  EXPECT_THAT(told_last(), HasSubstr("UDANA resolved it"));
  pass(1h);
  EXPECT_EQ(calls().size(), 1U);
  handle(mention("escalate", platform.posted.at(calls()[0]).thread));
  EXPECT_EQ(calls().size(), 2U);
}

TEST_F(Escalated, ItsClockGoesOnAfterARestart) {
  escalate();
  clock.advance(11min);
  restart();
  ASSERT_EQ(calls().size(), 2U);
  EXPECT_THAT(mentioned(1), ElementsAre("SSUPPORTMANAGERS"));
}

// A process that ends in the middle of a call has put it off, so that a store in trouble does not
// make it call without end. The next one does not wait for that.
TEST_F(Escalated, WhatAProcessWasKilledAtIsDoneAtOnceByTheNext) {
  handle(command("jane.doe@acme.example"));
  platform.refuses_posts = Error{ErrorKind::unavailable, "Slack: 503"};
  handle(press(row(), rendering::k_escalate));
  handle(mention("escalate", "another thread"));
  platform.refuses_posts.reset();
  restart();
  EXPECT_EQ(calls().size(), 2U);
}

TEST_F(Escalated, APressThatComesTwiceIsDoneOnceAndSaidToNobody) {
  escalate();
  const auto press = press_call(rendering::k_have_it, "UOMAR");
  handle(press);
  auto again = press;  // the same press by the journal of a process that has ended
  again.dedupe_key = "recovered";
  handle(again);
  EXPECT_THAT(platform.told_privately, IsEmpty());
  EXPECT_THAT(words_of_call(0), HasSubstr("UOMAR has it"));
}

TEST_F(Escalated, APressThatWaitedTooLongCallsNobody) {
  handle(command("jane.doe@acme.example"));
  auto press_late = press(row(), rendering::k_escalate);
  clock.advance(6min);
  handle(press_late);
  EXPECT_THAT(calls(), IsEmpty());
  EXPECT_THAT(told_last(), HasSubstr("Nobody was called: your turn came more than five minutes"));
}

TEST_F(Escalated, APressWhereTheAnswerWasNotGivenCallsNobodyAndSaysWhereToPress) {
  rules.channels.emplace_back("COTHER");
  platform.channels["COTHER"] = {.member = true};
  begin_anew();
  handle(command("jane.doe@acme.example"));
  auto elsewhere = press(row(), rendering::k_escalate);
  elsewhere.channel = "COTHER";
  handle(elsewhere);
  EXPECT_THAT(calls(), IsEmpty());
  EXPECT_THAT(told_last(), HasSubstr("given in another channel"));
  EXPECT_FALSE(button_of(platform.told_privately.back().second, rendering::k_recheck));
}

TEST_F(Escalated, NobodyIsCalledIntoAChannelThatWeAreNotIn) {
  platform.channels["CSUPPORT"].member = false;
  handle(mention("escalate", "somewhere"));
  EXPECT_THAT(calls(), IsEmpty());
  EXPECT_THAT(told_last(), HasSubstr("/invite @Latchkey"));
}

// Nobody sees a direct message into which they are mentioned.
TEST_F(Escalated, NobodyIsCalledIntoADirectMessage) {
  platform.channels["CSUPPORT"].direct = true;
  escalate();
  EXPECT_THAT(told_last(), HasSubstr("cannot see this conversation"));
  EXPECT_THAT(told_last(), HasSubstr("type “/diagnose” in your support team's channel"));
  handle(mention("escalate", "somewhere", "ULENA"));
  EXPECT_EQ(platform.told_privately.back().first, "ULENA");
  EXPECT_THAT(calls(), IsEmpty());
}

// One that was begun before such calls were refused.
TEST_F(Escalated, ACallThatStandsInADirectMessageCanStillBeEnded) {
  escalate();
  platform.channels["CSUPPORT"].direct = true;
  handle(press_call(rendering::k_resolved, "UDANA"));
  EXPECT_THAT(words_of_call(0), HasSubstr("UDANA resolved it"));
}

TEST_F(Escalated, AFixedListIsCalledOneAfterTheOther) {
  on_call.levels = {"UOMAR", "UKIM"};
  begin_anew();
  escalate();
  pass(10min);
  EXPECT_THAT(mentioned(0), ElementsAre("UOMAR"));
  EXPECT_THAT(mentioned(1), ElementsAre("UKIM"));
}

TEST_F(Escalated, ADryRunSaysToTheAskerAloneWhomItWouldHaveCalledAndWithWhat) {
  dry_run = true;
  begin_anew();
  escalate();
  EXPECT_THAT(calls(), IsEmpty());
  const auto& [asker, said] = platform.told_privately.back();
  EXPECT_EQ(asker, "UDANA");
  EXPECT_THAT(told_last(), HasSubstr("This would have gone to SSUPPORTONCALL"));
  EXPECT_THAT(told_last(), HasSubstr("jane.doe@acme.example"));
  EXPECT_FALSE(button_of(said, rendering::k_have_it));
  EXPECT_TRUE(button_of(platform.posted.at(row()).message, rendering::k_escalate));
}

TEST_F(Escalated, ACallThatTheChatDoesNotTakeIsMadeAsSoonAsItDoes) {
  handle(command("jane.doe@acme.example"));
  platform.refuses_posts = Error{ErrorKind::unavailable, "Slack: 503"};
  handle(press(row(), rendering::k_escalate));
  EXPECT_THAT(calls(), IsEmpty());
  platform.refuses_posts.reset();
  pass(1min);
  EXPECT_EQ(calls().size(), 1U);
}

chat::Request to_group(Escalated& world, const std::string& group, const std::string& thread) {
  auto said = world.mention("please look", thread);
  said.kind = chat::Request::Kind::group_mention;
  said.value = "SOTHER " + group;
  return said;
}

TEST_F(Escalated, AMentionOfTheOnCallGroupInOneOfOurThreadsEscalates) {
  handle(command("jane.doe@acme.example"));
  handle(to_group(*this, "SSUPPORTONCALL", platform.posted.at(row()).thread));
  ASSERT_EQ(calls().size(), 1U);
  EXPECT_THAT(words_of_call(0), HasSubstr("please look"));
  EXPECT_THAT(words_of_call(0), HasSubstr("jane.doe@acme.example"));
}

TEST_F(Escalated, OtherPeoplesTalkIsAcknowledgedAndNotKept) {
  handle(command("jane.doe@acme.example"));
  const auto thread = platform.posted.at(row()).thread;
  for (const auto& talk : {to_group(*this, "SSUPPORTMANAGERS", thread),
                           to_group(*this, "SSUPPORTONCALL", "a thread of others")}) {
    handle(talk);
    const auto taken = doubles::await(store->take(talk.dedupe_key, "", clock.now()), context);
    EXPECT_TRUE(taken.value()) << "it was in the journal";
  }
  EXPECT_THAT(calls(), IsEmpty());
  EXPECT_THAT(platform.told_privately, IsEmpty());
}

TEST_F(Escalated, WithoutAnybodyToCallItSaysThatNothingIsSetUp) {
  on_call.levels.clear();
  begin_anew();
  handle(mention("escalate", "somewhere"));
  EXPECT_THAT(words_of(platform.posted.at(platform.order.back()).message),
              HasSubstr("[oncall] in Latchkey's configuration"));
  handle(command("jane.doe@acme.example"));
  EXPECT_FALSE(button_of(platform.posted.at(row()).message, rendering::k_escalate));
}

}  // namespace
}  // namespace latchkey
