#include "adapters/slack/user_groups.hpp"

#include "tests/doubles/await.hpp"
#include "tests/doubles/fake_clock.hpp"
#include "tests/doubles/scripted_http_client.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace latchkey::slack {
namespace {

using doubles::json_response;

class UserGroupsTest : public testing::Test {
 protected:
  void answer_with_members(const std::string& members) {
    http_.answer(
        "usergroups.list",
        json_response(200, R"({"ok":true,"usergroups":[{"id":"S1","handle":"support"}]})"));
    http_.answer("usergroups.users.list",
                 json_response(200, R"({"ok":true,"users":)" + members + "}"));
  }

  Expected<std::vector<std::string>> members(const std::string& handle,
                                             chat::Freshness freshness = chat::Freshness::recent) {
    return doubles::await(groups_.members(handle, freshness));
  }

  doubles::FakeClock clock_{TimePoint{}};
  doubles::ScriptedHttpClient http_;
  WebApiClient client_{"https://slack.com/api/", Secret{"xoxb"}, http_, clock_};
  UserGroups groups_{client_, clock_};
};

TEST_F(UserGroupsTest, FindsTheMembersByHandle) {
  answer_with_members(R"(["U1","U2"])");
  EXPECT_THAT(members("@support").value(), testing::ElementsAre("U1", "U2"));
  EXPECT_EQ(http_.requests().at(1).body, "usergroup=S1");
}

TEST_F(UserGroupsTest, KnowsTheIdThatAMentionNeeds) {
  answer_with_members(R"(["U1"])");
  EXPECT_EQ(doubles::await(groups_.id("@support")).value(), "S1");
  ASSERT_TRUE(members("@support")) << "the list is asked once for both";
}

TEST_F(UserGroupsTest, AsksAgainAfterAMinuteOnly) {
  answer_with_members(R"(["U1"])");
  ASSERT_TRUE(members("@support"));
  clock_.advance(std::chrono::seconds{59});
  EXPECT_THAT(members("support").value(), testing::ElementsAre("U1"));
  clock_.advance(std::chrono::seconds{1});
  answer_with_members(R"(["U2"])");
  EXPECT_THAT(members("@support").value(), testing::ElementsAre("U2"));
}

// Just before something that a customer notices; which group has the handle is not asked again.
TEST_F(UserGroupsTest, AsksWhoIsInTheGroupAgainWhereItMustBeOfNow) {
  answer_with_members(R"(["U1","U2"])");
  ASSERT_TRUE(members("@support"));
  http_.answer("usergroups.users.list", json_response(200, R"({"ok":true,"users":["U2"]})"));
  EXPECT_THAT(members("@support", chat::Freshness::now).value(), testing::ElementsAre("U2"));
  EXPECT_THAT(members("@support").value(), testing::ElementsAre("U2"));
}

TEST_F(UserGroupsTest, SaysThatThereIsNoSuchGroup) {
  http_.answer("usergroups.list", json_response(200, R"({"ok":true,"usergroups":[]})"));
  const auto nobody = members("@support");
  ASSERT_FALSE(nobody);
  EXPECT_EQ(nobody.error().kind, ErrorKind::not_found);
  EXPECT_EQ(nobody.error().what, "Slack: there is no user group @support");
}

// Permissions hang on this: an old list must not outlive its minute because Slack is in trouble.
TEST_F(UserGroupsTest, ServesNothingOldWhenSlackFails) {
  answer_with_members(R"(["U1"])");
  ASSERT_TRUE(members("@support"));
  clock_.advance(std::chrono::minutes{2});
  http_.answer("usergroups.list", json_response(200, R"({"ok":false,"error":"missing_scope"})"));
  EXPECT_EQ(members("@support").error().kind, ErrorKind::refused);
}

}  // namespace
}  // namespace latchkey::slack
