// An incident beside the thread: one system calls at a time, and each learns what happens in the
// other.
#include "tests/bot/sessions/escalated.hpp"
#include "tests/doubles/fake_incidents.hpp"
#include "tests/doubles/fake_on_call.hpp"

#include <gmock/gmock.h>

namespace latchkey {
namespace {

using testing::ElementsAre;
using testing::HasSubstr;
using testing::Not;
using testing::SizeIs;

/// PagerDuty has Omar on call, then Kim.
struct Paging : Escalated {
  doubles::FakeIncidents pager;
  doubles::FakeOnCall pager_schedule;
  OnCallPerson omar{.id = "P1", .name = "Omar Haddad", .email = "omar@corp.example"};
  OnCallPerson kim{.id = "P2", .name = "Kim Lee", .email = "kim@corp.example"};

  Paging() {
    platform.addresses = {{"omar@corp.example", "UOMAR"}, {"kim@corp.example", "UKIM"}};
    pager_schedule.answer = doubles::FakeOnCall::People{omar};
    pager.assigned = {omar};
    on_call.levels = {"", "@support-managers"};
    schedule = &pager_schedule;
    incidents = &pager;
    begin_anew();
  }
};

TEST_F(Paging, AnIncidentIsOpenedWithNothingOfTheCustomerInIt) {
  escalate();
  ASSERT_THAT(pager.orders, SizeIs(1));
  EXPECT_EQ(pager.orders[0].key, platform.posted.at(calls()[0]).first.tag->job);
  for (const auto& text : {pager.orders[0].title, pager.orders[0].details}) {
    EXPECT_THAT(text, Not(HasSubstr("jane")));
    EXPECT_THAT(text, Not(HasSubstr("acme")));
  }
  EXPECT_THAT(mentioned(0), ElementsAre("UOMAR"));
  EXPECT_EQ(calls().size(), 1U) << "whom the pager calls, too, was mentioned already";
  EXPECT_THAT(words_of_call(0), HasSubstr("which calls by its own levels"));
}

TEST_F(Paging, ItsLevelsLeadAndOursDoNotCallBesideThem) {
  escalate();
  pass(11min);
  EXPECT_EQ(calls().size(), 1U);
  pager.only().assigned = {kim};
  pass(15s);
  ASSERT_EQ(calls().size(), 2U);
  EXPECT_THAT(mentioned(1), ElementsAre("UKIM"));
}

TEST_F(Paging, WhoAcknowledgesThereHasItHere) {
  escalate();
  pager.only().status = IncidentStatus::acknowledged;
  pager.only().acknowledged_by = {omar};
  pass(15s);
  EXPECT_THAT(words_of_call(0), HasSubstr("UOMAR has it"));
}

TEST_F(Paging, SomebodyUnknownToTheChatWhoAcknowledgesIsNamed) {
  escalate();
  pager.only().status = IncidentStatus::acknowledged;
  pager.only().acknowledged_by = {{.id = "P9", .name = "Ada Night"}};
  pass(15s);
  EXPECT_THAT(words_of_call(0), HasSubstr("Ada Night has it"));
}

TEST_F(Paging, WhatIsTakenAndResolvedHereIsAcknowledgedAndResolvedThere) {
  escalate();
  handle(press_call(rendering::k_have_it, "UOMAR"));
  EXPECT_EQ(pager.only().status, IncidentStatus::acknowledged);
  handle(press_call(rendering::k_resolved, "UOMAR"));
  EXPECT_EQ(pager.only().status, IncidentStatus::resolved);
}

TEST_F(Paging, WhatIsResolvedThereIsOverHere) {
  escalate();
  pager.only().status = IncidentStatus::resolved;
  pass(15s);
  EXPECT_THAT(words_of_call(0), HasSubstr("PagerDuty resolved it"));
  EXPECT_FALSE(button_of(call(0), rendering::k_have_it));
}

TEST_F(Paging, WhatIsOpenThereAgainIsCalledHereAgain) {
  escalate();
  handle(press_call(rendering::k_have_it, "UOMAR"));
  pass(15s);
  pager.only().status = IncidentStatus::triggered;  // its own timeout
  pager.only().assigned = {kim};
  pass(15s);
  ASSERT_EQ(calls().size(), 2U);
  EXPECT_THAT(mentioned(1), ElementsAre("UKIM"));
  EXPECT_EQ(pager.only().status, IncidentStatus::triggered) << "nobody has taken it again";
  EXPECT_THAT(words_of_call(0), HasSubstr("UOMAR had it, and it is open in PagerDuty again"));
}

TEST_F(Paging, HandedBackItIsHandedBackThereAndThatSystemCallsOn) {
  escalate();
  handle(press_call(rendering::k_have_it, "UOMAR"));
  handle(press_call(rendering::k_hand_back, "UOMAR"));
  ASSERT_EQ(calls().size(), 2U);
  EXPECT_THAT(mentioned(1), ElementsAre("SSUPPORTMANAGERS"));
  EXPECT_EQ(pager.only().status, IncidentStatus::triggered);
  EXPECT_THAT(words_of_call(1), HasSubstr("handed back to its policy"));
  EXPECT_THAT(words_of_call(1), Not(HasSubstr("has it")));
  pass(11min);
  EXPECT_EQ(calls().size(), 2U) << "its levels lead again, and ours do not call beside them";
  EXPECT_EQ(pager.handed_back, 1);
  pager.only().assigned = {kim};
  pass(15s);
  ASSERT_EQ(calls().size(), 3U);
  EXPECT_THAT(mentioned(2), ElementsAre("UKIM"));
}

TEST_F(Paging, HandedBackWhileItIsDownOurLevelsCallUntilItIsToldSo) {
  escalate();
  handle(press_call(rendering::k_have_it, "UOMAR"));
  pager.trouble = Error{ErrorKind::unavailable, "PagerDuty: 503 unavailable"};
  handle(press_call(rendering::k_hand_back, "UOMAR"));
  EXPECT_THAT(words_of_call(1), HasSubstr("not handed back there yet"));
  pass(10min);
  EXPECT_EQ(calls().size(), 3U);
  EXPECT_EQ(pager.handed_back, 0);
  pager.trouble.reset();
  pass(15s);
  EXPECT_EQ(pager.handed_back, 1);
  EXPECT_THAT(words_of_call(2), HasSubstr("handed back to its policy"));
}

TEST_F(Paging, WhatStaysAcknowledgedThereLeavesTheCallingToUsAndSaysSo) {
  escalate();
  handle(press_call(rendering::k_have_it, "UOMAR"));
  pager.keeps_acknowledged = true;
  handle(press_call(rendering::k_hand_back, "UOMAR"));
  EXPECT_THAT(words_of_call(1), HasSubstr("it stays acknowledged"));
  EXPECT_THAT(words_of_call(1), HasSubstr("only this chat calls people"));
  pass(10min);
  EXPECT_EQ(calls().size(), 3U);
}

TEST_F(Paging, WhatIsResolvedHereWhileItIsDownIsSaidToBeOpenThere) {
  escalate();
  pager.trouble = Error{ErrorKind::unavailable, "PagerDuty: 503 unavailable"};
  handle(press_call(rendering::k_resolved, "UOMAR"));
  EXPECT_THAT(words_of_call(0), HasSubstr("which has not been told yet"));
  pager.trouble.reset();
  pass(15s);
  EXPECT_EQ(pager.only().status, IncidentStatus::resolved);
  EXPECT_THAT(words_of_call(0), Not(HasSubstr("not been told")));
}

TEST_F(Paging, APagerThatRefusesLeavesTheCallingToUs) {
  pager.trouble = Error{ErrorKind::invalid, "PagerDuty: 400 bad request"};
  pager.trouble->vendor_text = "Requester User Not Found";
  escalate();
  EXPECT_THAT(words_of_call(0), HasSubstr("Requester User Not Found"));
  pass(10min);
  ASSERT_EQ(calls().size(), 2U);
  EXPECT_THAT(mentioned(1), ElementsAre("SSUPPORTMANAGERS"));
}

TEST_F(Paging, APagerThatIsDownIsTriedAgain) {
  pager.trouble = Error{ErrorKind::unavailable, "PagerDuty: 503 unavailable"};
  escalate();
  EXPECT_EQ(calls().size(), 1U) << "the thread does not wait for it";
  pager.trouble.reset();
  pass(15s);
  EXPECT_THAT(pager.orders, SizeIs(1));
}

TEST_F(Paging, ItsKnowledgeOfUsSurvivesARestart) {
  escalate();
  restart();
  pass(15s);
  EXPECT_THAT(pager.orders, SizeIs(1));
  EXPECT_EQ(calls().size(), 1U);
  pager.only().status = IncidentStatus::acknowledged;
  pager.only().acknowledged_by = {omar};
  clock.advance(15s);
  restart();
  EXPECT_THAT(words_of_call(0), HasSubstr("UOMAR has it"));
}

TEST_F(Paging, WithoutThePagerInTheConfigurationOurLevelsCall) {
  escalate();
  incidents = nullptr;
  restart();
  pass(10min);
  ASSERT_EQ(calls().size(), 2U);
  EXPECT_THAT(words_of_call(1), HasSubstr("PagerDuty is not configured any more"));
}

TEST_F(Paging, ADryRunOpensNoIncidentAndSaysSo) {
  dry_run = true;
  begin_anew();
  escalate();
  EXPECT_THAT(pager.orders, SizeIs(0));
  EXPECT_THAT(told_last(), HasSubstr("An incident would have been opened"));
}

}  // namespace
}  // namespace latchkey
