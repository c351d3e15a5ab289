// Whom a level calls, and whom instead where it reaches nobody: somebody is always called if
// anybody can be.
#include "bot/sessions/callees.hpp"

#include "tests/doubles/await.hpp"
#include "tests/doubles/fake_chat_platform.hpp"
#include "tests/doubles/fake_on_call.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace latchkey {
namespace {

using testing::ElementsAre;
using testing::HasSubstr;
using testing::IsEmpty;
using testing::SizeIs;

struct CalleesTest : testing::Test {
  doubles::FakeChatPlatform platform;
  doubles::FakeOnCall schedule;
  Callees::Options options{.levels = {"", "@support-managers"}, .fallback = {"ULEAD"}};

  CalleesTest() {
    platform.groups["@support-managers"] = {"UMAX"};
    platform.addresses["lena@corp.example"] = "ULENA";
  }
  Call find(int level = 0) {
    Callees callees{platform, &schedule, options};
    Call call{.level = level};
    return doubles::await(callees.find(std::move(call)));
  }
};

TEST_F(CalleesTest, KnowWhoIsOnCallByTheirAddressInWhateverCase) {
  schedule.answer =
      doubles::FakeOnCall::People{{.id = "P1", .name = "Lena Park", .email = "Lena@Corp.Example"}};
  const auto call = find();
  EXPECT_THAT(call.users, ElementsAre("ULENA"));
  EXPECT_EQ(call.note, "");
  EXPECT_TRUE(call.found);
}

TEST_F(CalleesTest, BelieveTheConfigurationWhereAddressesDiffer) {
  options.users["LENA@pager.example"] = "ULENA2";
  schedule.answer =
      doubles::FakeOnCall::People{{.id = "P1", .name = "Lena Park", .email = "Lena@Pager.example"}};
  EXPECT_THAT(find().users, ElementsAre("ULENA2"));
}

TEST_F(CalleesTest, CallEverybodyWhoIsOnCallAndNameWhomTheChatDoesNotKnow) {
  schedule.answer =
      doubles::FakeOnCall::People{{.id = "P1", .name = "Lena Park", .email = "lena@corp.example"},
                                  {.id = "P2",
                                   .name = "Omar Haddad",
                                   .email = "omar@corp.example",
                                   .link = "https://pager.example/users/P2"}};
  const auto call = find();
  EXPECT_THAT(call.users, ElementsAre("ULENA"));
  ASSERT_THAT(call.strangers, SizeIs(1));
  EXPECT_EQ(call.strangers[0].name, "Omar Haddad");
  EXPECT_EQ(call.strangers[0].link, "https://pager.example/users/P2");
}

TEST_F(CalleesTest, CallTheFallbackWhereTheChatKnowsNobodyWhoIsOnCall) {
  schedule.answer = doubles::FakeOnCall::People{
      {.id = "P2", .name = "Omar Haddad", .email = "omar@corp.example"}};
  const auto call = find();
  EXPECT_THAT(call.users, ElementsAre("ULEAD"));
  EXPECT_THAT(call.strangers, SizeIs(1)) << "who it is, is said all the same";
  EXPECT_EQ(call.note, "The fall-back is called instead.");
}

TEST_F(CalleesTest, CallTheFallbackWhereNobodyIsOnCall) {
  const auto call = find();
  EXPECT_THAT(call.users, ElementsAre("ULEAD"));
  EXPECT_EQ(call.note, "Nobody is on call. The fall-back is called instead.");
}

TEST_F(CalleesTest, CallTheFallbackWhereTheSystemIsDownAndSayWhy) {
  schedule.answer = Error{ErrorKind::unavailable, "PagerDuty: 503 unavailable"};
  const auto call = find();
  EXPECT_THAT(call.users, ElementsAre("ULEAD"));
  EXPECT_THAT(call.note, HasSubstr("PagerDuty: 503 unavailable"));
}

TEST_F(CalleesTest, CallTheNextLevelWhereThereIsNoFallback) {
  options.fallback.clear();
  const auto call = find();
  ASSERT_THAT(call.groups, SizeIs(1));
  EXPECT_EQ(call.groups[0].handle, "@support-managers");
  EXPECT_THAT(call.groups[0].members, ElementsAre("UMAX"));
  EXPECT_EQ(call.level, 1);
}

TEST_F(CalleesTest, ReachNobodyOnlyWhereEverythingIsTried) {
  options.fallback = {"@gone"};
  platform.groups["@support-managers"].clear();
  const auto call = find();
  EXPECT_TRUE(call.reaches_nobody());
  EXPECT_THAT(call.note, HasSubstr("Who is in @gone could not be asked"));
  EXPECT_THAT(call.note, HasSubstr("Nobody is in @support-managers."));
}

TEST_F(CalleesTest, GoOnWithWhatIsLeftOfTheLevelsAfterTheConfigurationChanged) {
  options.levels = {"@support-managers"};
  EXPECT_THAT(find(7).groups, SizeIs(1));
  options.levels.clear();
  EXPECT_THAT(find(7).users, ElementsAre("ULEAD"));
}

TEST_F(CalleesTest, AskNoScheduleForALevelThatIsAGroup) {
  schedule.answer = Error{ErrorKind::unavailable, "PagerDuty: 503 unavailable"};
  const auto call = find(1);
  EXPECT_THAT(call.groups, SizeIs(1));
  EXPECT_EQ(call.note, "");
}

}  // namespace
}  // namespace latchkey
