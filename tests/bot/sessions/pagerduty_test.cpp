// A call for help with PagerDuty behind it, over HTTP, by the clock: each story also with the
// process killed and started again at every step.
#include "adapters/oncall/pagerduty.hpp"
#include "adapters/http/http_client.hpp"
#include "tests/bot/sessions/escalated.hpp"
#include "tests/doubles/fake_pagerduty.hpp"

#include <gmock/gmock.h>

namespace latchkey {
namespace {

using testing::ElementsAre;
using testing::HasSubstr;
using testing::IsEmpty;
using testing::Not;
using testing::SizeIs;

const doubles::FakePagerDuty::User k_omar{"P1", "Omar Haddad", "Omar@Corp.example"};
const doubles::FakePagerDuty::User k_kim{"P2", "Kim Lee", "kim@corp.example"};
const doubles::FakePagerDuty::User k_ada{"P9", "Ada Night", "ada@night.example"};

enum class Restarts { never, at_every_step };

struct WithPagerDuty : Escalated, testing::WithParamInterface<Restarts> {
  doubles::FakePagerDuty pagerduty;
  std::unique_ptr<http::Client> http = http::create_client(context.get_executor(), {});
  std::unique_ptr<OnCall> pager_schedule;
  std::unique_ptr<Incidents> pager;

  WithPagerDuty() {
    platform.addresses = {{"omar@corp.example", "UOMAR"}, {"kim@corp.example", "UKIM"}};
    pagerduty.put_on_call(1, {});  // a gap
    pagerduty.put_on_call(2, {k_omar});
    pagerduty.put_on_call(3, {k_kim});
    const oncall::PagerDutyOptions options{.api_url = pagerduty.url(),
                                           .token = Secret{"key"},
                                           .escalation_policy = "PABC123",
                                           .service = "PSVC123",
                                           .from = "latchkey@corp.example",
                                           .deadline = 5s};
    pager_schedule = oncall::create_pagerduty_on_call(options, *http);
    pager = oncall::create_pagerduty_incidents(options, *http);
    on_call.levels = {"", "@support-managers"};
    on_call.fallback = {"@support-oncall"};
    schedule = pager_schedule.get();
    incidents = pager.get();
    begin_anew();
  }
  /// Between two steps of a story.
  void step(std::chrono::seconds later = 15s) {
    if (GetParam() == Restarts::never) return pass(later);
    clock.advance(later);
    restart();
  }
};

TEST_P(WithPagerDuty, TheLowestLevelThatAnybodyIsOnIsCalledAndPagedOnce) {
  escalate();
  step();
  step(11min);
  EXPECT_EQ(calls().size(), 1U) << "while PagerDuty calls, we do not";
  EXPECT_THAT(mentioned(0), ElementsAre("UOMAR"));
  ASSERT_THAT(pagerduty.incidents(), SizeIs(1));
  EXPECT_THAT(pagerduty.incidents()[0].title, Not(HasSubstr("jane")));
}

TEST_P(WithPagerDuty, ItsNextLevelIsMentionedAndMayTakeItThere) {
  escalate();
  pagerduty.next_level();
  step();
  ASSERT_EQ(calls().size(), 2U);
  EXPECT_THAT(mentioned(1), ElementsAre("UKIM"));
  const auto record = doubles::await(store->entries({}), context).value();
  EXPECT_EQ(record.back().entry.action, audit_action::called);
  EXPECT_EQ(record.back().entry.by, "PagerDuty");
  EXPECT_EQ(record.back().entry.result, "UKIM");
  pagerduty.acknowledge("P2");
  step();
  EXPECT_THAT(words_of_call(1), HasSubstr("UKIM has it"));
  pagerduty.resolve();
  step();
  EXPECT_THAT(words_of_call(1), HasSubstr("it was with UKIM"));
  EXPECT_EQ(calls().size(), 2U);
}

TEST_P(WithPagerDuty, WhatIsPressedInTheThreadIsDoneThere) {
  escalate();
  step();
  handle(press_call(rendering::k_have_it, "UOMAR"));
  EXPECT_EQ(pagerduty.incidents().at(0).status, "acknowledged");
  step();
  handle(press_call(rendering::k_resolved, "UOMAR"));
  EXPECT_EQ(pagerduty.incidents().at(0).status, "resolved");
  step();
  EXPECT_THAT(pagerduty.incidents(), SizeIs(1));
}

TEST_P(WithPagerDuty, WhatIsHandedBackIsCalledThereFromTheFirstLevelOn) {
  escalate();
  step();
  handle(press_call(rendering::k_have_it, "UOMAR"));
  step();
  handle(press_call(rendering::k_hand_back, "UOMAR"));
  EXPECT_EQ(pagerduty.incidents().at(0).status, "triggered");
  ASSERT_EQ(calls().size(), 2U);
  EXPECT_THAT(words_of_call(1), HasSubstr("handed back to its policy"));
  pagerduty.next_level();
  step();
  ASSERT_EQ(calls().size(), 3U);
  EXPECT_THAT(mentioned(2), ElementsAre("UKIM"));
}

TEST_P(WithPagerDuty, AnOverrideIsWhoIsCalled) {
  pagerduty.put_on_call(2, {k_kim});
  escalate();
  step();
  EXPECT_THAT(mentioned(0), ElementsAre("UKIM"));
}

TEST_P(WithPagerDuty, WhomTheChatDoesNotKnowIsNamedAndTheFallbackIsCalled) {
  pagerduty.put_on_call(2, {k_ada});
  escalate();
  step();
  EXPECT_THAT(mentioned(0), ElementsAre("SSUPPORTONCALL"));
  EXPECT_THAT(words_of_call(0), HasSubstr("Ada Night"));
  EXPECT_EQ(calls().size(), 1U);
}

TEST_P(WithPagerDuty, NobodyOnCallMeansTheFallback) {
  pagerduty.put_on_call(2, {});
  pagerduty.put_on_call(3, {});
  escalate();
  step();
  EXPECT_THAT(mentioned(0), ElementsAre("SSUPPORTONCALL"));
  EXPECT_THAT(words_of_call(0), HasSubstr("Nobody is on call."));
}

// A 429 of PagerDuty's may come without a word about when to come back.
TEST_P(WithPagerDuty, ALimitThatIsReachedDelaysTheIncidentAndNotTheCall) {
  handle(command("jane.doe@acme.example"));
  pagerduty.fail(429, 4);
  handle(press(row(), rendering::k_escalate));
  EXPECT_EQ(calls().size(), 1U);
  for (int i = 0; i < 4; ++i) step();
  EXPECT_THAT(pagerduty.incidents(), SizeIs(1));
  EXPECT_EQ(calls().size(), 1U) << "whom it calls then is in the fall-back that was called";
}

TEST_P(WithPagerDuty, ItBeingDownLeavesTheCallingToUs) {
  pagerduty.go_down();
  escalate();
  EXPECT_THAT(mentioned(0), ElementsAre("SSUPPORTONCALL"));
  step();
  step(10min);
  ASSERT_EQ(calls().size(), 2U);
  EXPECT_THAT(mentioned(1), ElementsAre("SSUPPORTMANAGERS"));
  EXPECT_THAT(words_of_call(1), HasSubstr("PagerDuty: no incident"));
}

INSTANTIATE_TEST_SUITE_P(Restarted, WithPagerDuty,
                         testing::Values(Restarts::never, Restarts::at_every_step),
                         [](const auto& with) {
                           return with.param == Restarts::never ? "Never" : "AtEveryStep";
                         });

}  // namespace
}  // namespace latchkey
