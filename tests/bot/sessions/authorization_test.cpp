#include "bot/sessions/authorization.hpp"

#include "tests/doubles/await.hpp"
#include "tests/doubles/captured_log.hpp"
#include "tests/doubles/fake_chat_platform.hpp"
#include "tests/doubles/fake_clock.hpp"

#include <gtest/gtest.h>

namespace latchkey {
namespace {

const AccessRules k_rules{
    .channels = {"CSUPPORT"}, .diagnose = {"@support-team"}, .remediate = {"@senior", "UOMAR"}};

AccessFacts facts_of(const std::string& user) {
  return {.channel = "CSUPPORT",
          .user = user,
          .channel_info = chat::Channel{.member = true},
          .person = chat::Person{.id = user},
          .permitted = std::vector<std::string>{"UDANA", "ULENA"}};
}

Error away() {
  return {ErrorKind::unreachable, "Slack did not answer"};
}

TEST(Authorization, LetsAMemberOfThePermittedGroupThrough) {
  const auto verdict = judge(k_rules, Permission::diagnose, facts_of("UDANA"));
  EXPECT_TRUE(verdict.allowed());
  EXPECT_TRUE(verdict.member);
}

TEST(Authorization, RefusesSomebodyElseAndSaysWhoMay) {
  const auto verdict = judge(k_rules, Permission::remediate, facts_of("UEVE"));
  EXPECT_EQ(verdict.refusal, Refusal::not_permitted);
  EXPECT_EQ(verdict.who_may, (std::vector<std::string>{"UDANA", "ULENA"}));
}

TEST(Authorization, RefusesAChannelThatIsNotListed) {
  auto facts = facts_of("UDANA");
  facts.channel = "CRANDOM";
  EXPECT_EQ(judge(k_rules, Permission::diagnose, facts).refusal, Refusal::channel_not_listed);
}

TEST(Authorization, RefusesAListedChannelThatIsShared) {
  auto facts = facts_of("UDANA");
  facts.channel_info->shared = true;
  EXPECT_EQ(judge(k_rules, Permission::diagnose, facts).refusal, Refusal::channel_shared);
}

// Fail closed: each of the three questions that cannot be asked is a no.
TEST(Authorization, RefusesWhereSharingCannotBeAsked) {
  auto facts = facts_of("UDANA");
  facts.channel_info = away();
  EXPECT_EQ(judge(k_rules, Permission::diagnose, facts).refusal, Refusal::could_not_ask);
}

TEST(Authorization, RefusesAChannelThatItCannotSee) {
  auto facts = facts_of("UDANA");
  facts.channel_info = Error{ErrorKind::not_found, "channel_not_found"};
  EXPECT_EQ(judge(k_rules, Permission::diagnose, facts).refusal, Refusal::channel_not_visible);
}

// An invitation, the way out in a channel, is none between people.
TEST(Authorization, RefusesADirectMessageThatItCannotSee) {
  auto facts = facts_of("UDANA");
  facts.direct = true;
  facts.channel_info = Error{ErrorKind::not_found, "channel_not_found"};
  EXPECT_EQ(judge(k_rules, Permission::diagnose, facts).refusal, Refusal::direct_not_visible);
  facts.channel_info = away();
  EXPECT_EQ(judge(k_rules, Permission::diagnose, facts).refusal, Refusal::could_not_ask);
}

TEST(Authorization, RefusesWhereThePersonCannotBeAsked) {
  auto facts = facts_of("UDANA");
  facts.person = away();
  EXPECT_EQ(judge(k_rules, Permission::diagnose, facts).refusal, Refusal::could_not_ask);
}

TEST(Authorization, RefusesWhereTheGroupCannotBeAsked) {
  auto facts = facts_of("UDANA");
  facts.permitted = away();
  EXPECT_EQ(judge(k_rules, Permission::diagnose, facts).refusal, Refusal::could_not_ask);
}

TEST(Authorization, RefusesSomebodyOfAnotherOrganisationEvenWhenListed) {
  auto facts = facts_of("UDANA");
  facts.person->other_organisation = true;
  EXPECT_EQ(judge(k_rules, Permission::diagnose, facts).refusal, Refusal::other_organisation);
}

// A workspace that is not the request's may be another one of our organisation: the platform knows.
TEST(Authorization, LetsSomebodyOfAnotherWorkspaceOfOurOrganisationThrough) {
  auto facts = facts_of("UDANA");
  facts.other_team = true;
  EXPECT_TRUE(judge(k_rules, Permission::diagnose, facts).allowed());
  facts.person = Error{ErrorKind::not_found, "user_not_visible"};
  EXPECT_EQ(judge(k_rules, Permission::diagnose, facts).refusal, Refusal::other_organisation);
  facts.person = away();
  EXPECT_EQ(judge(k_rules, Permission::diagnose, facts).refusal, Refusal::could_not_ask);
}

TEST(Authorization, AnEmptyDiagnoseRuleMeansFullMembersAndNoGuests) {
  const AccessRules open{.channels = {}, .diagnose = {}, .remediate = {}};
  auto facts = facts_of("UEVE");
  facts.permitted = std::vector<std::string>{};
  EXPECT_TRUE(judge(open, Permission::diagnose, facts).allowed());
  facts.person->guest = true;
  EXPECT_EQ(judge(open, Permission::diagnose, facts).refusal, Refusal::guest);
}

TEST(Authorization, AnEmptyRemediateRuleMeansNobody) {
  const AccessRules open{.channels = {}, .diagnose = {}, .remediate = {}};
  auto facts = facts_of("UDANA");
  facts.permitted = std::vector<std::string>{};
  EXPECT_EQ(judge(open, Permission::remediate, facts).refusal, Refusal::not_permitted);
}

// Where we are not in the channel the answer goes through `response_url`: full members only.
TEST(Authorization, RefusesAListedGuestInAChannelThatWeAreNotIn) {
  auto facts = facts_of("UDANA");
  facts.person->guest = true;
  EXPECT_TRUE(judge(k_rules, Permission::diagnose, facts).allowed());
  facts.channel_info->member = false;
  EXPECT_EQ(judge(k_rules, Permission::diagnose, facts).refusal, Refusal::guest);
}

struct Door : testing::Test {
  doubles::FakeClock clock{TimePoint{}};
  doubles::FakeChatPlatform platform;
  Authorization door{k_rules, platform, clock};
  chat::Request request{.user = "UOMAR", .user_team = "T1", .team = "T1", .channel = "CSUPPORT"};

  Door() {
    platform.channels["CSUPPORT"] = {.member = true};
    platform.people["UOMAR"] = {.id = "UOMAR"};
    platform.groups["@senior"] = {"ULENA"};
    platform.groups["@support-team"] = {"UDANA"};
  }
  Verdict check(Permission permission) { return doubles::await(door.check(request, permission)); }
};

TEST_F(Door, TakesUserIdsBesideGroups) {
  EXPECT_TRUE(check(Permission::remediate).allowed());
  EXPECT_EQ(check(Permission::diagnose).refusal, Refusal::not_permitted);
}

TEST_F(Door, RefusesWhenOneOfTheGroupsIsUnknown) {
  platform.groups.erase("@senior");
  EXPECT_EQ(check(Permission::remediate).refusal, Refusal::could_not_ask);
}

TEST_F(Door, RefusesARequestWithoutAChannel) {
  request.channel.clear();
  EXPECT_FALSE(check(Permission::remediate).allowed());
}

TEST_F(Door, TellsADirectMessageByTheRequest) {
  Authorization everywhere{
      {.channels = {}, .diagnose = {"UOMAR"}, .remediate = {}}, platform, clock};
  request.channel = "DOMAR";
  request.direct = true;
  const auto verdict = doubles::await(everywhere.check(request, Permission::diagnose));
  EXPECT_EQ(verdict.refusal, Refusal::direct_not_visible);
}

TEST_F(Door, AsksThePlatformOfWhichOrganisationAnotherTeamIs) {
  request.user_team = "T2";
  EXPECT_TRUE(check(Permission::remediate).allowed());
  platform.people["UOMAR"].other_organisation = true;
  EXPECT_EQ(check(Permission::remediate).refusal, Refusal::other_organisation);
  request.user_team = request.team;
  EXPECT_EQ(check(Permission::remediate).refusal, Refusal::other_organisation);
  EXPECT_EQ(doubles::await(door.check_person(request, Permission::remediate)).refusal,
            Refusal::other_organisation);
}

// The person is told that it could not be asked, and no more; an operator must see why.
TEST_F(Door, TellsTheLogWhatCouldNotBeAskedOnceAMinute) {
  const doubles::CapturedLog log;
  platform.groups.erase("@senior");
  for (int i = 0; i < 3; ++i) check(Permission::remediate);
  EXPECT_EQ(log.text(),
            "warning: 1 request refused because it could not be asked who may do that. no such "
            "group\n");
  clock.advance(std::chrono::minutes{1});
  platform.people.erase("UOMAR");
  check(Permission::diagnose);
  EXPECT_TRUE(
      log.has("warning: 3 requests refused because it could not be asked who may do that. "
              "the chat is away"));
}

TEST_F(Door, TellsTheLogNothingOfWhoMayNot) {
  const doubles::CapturedLog log;
  EXPECT_EQ(check(Permission::diagnose).refusal, Refusal::not_permitted);
  EXPECT_EQ(log.text(), "");
}

}  // namespace
}  // namespace latchkey
