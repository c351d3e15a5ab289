#include "adapters/oncall/pagerduty_oncalls.hpp"

#include "tests/doubles/await.hpp"
#include "tests/doubles/scripted_http_client.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace latchkey::oncall {
namespace {

using doubles::json_response;

class PagerDutyOncalls : public testing::Test {
 protected:
  Expected<std::vector<OnCallPerson>> ask() { return doubles::await(on_call_now(options_, http_)); }

  PagerDutyOptions options_{.api_url = "https://api.pagerduty.example",
                            .token = Secret{"u+key"},
                            .escalation_policy = "PABC123",
                            .schedule = ""};
  doubles::ScriptedHttpClient http_;
};

// Level 1 may have a gap, and one schedule in several policies names its person several times.
TEST_F(PagerDutyOncalls, NameEachPersonOfTheLowestLevelOnce) {
  http_.answer("escalation_policy_ids%5B%5D=PABC123", json_response(200, R"({"oncalls":[
      {"escalation_level":3,"user":{"id":"P3","name":"Boss"}},
      {"escalation_level":2,"user":{"id":"P1","name":"Lena Park","email":"lena@corp.example"}},
      {"escalation_level":2,"user":{"id":"P1","name":"Lena Park","email":"lena@corp.example"}},
      {"escalation_level":2,"user":{"id":"P2","summary":"Omar Haddad"}}],"more":false})"));
  const auto people = ask();
  ASSERT_TRUE(people);
  ASSERT_EQ(people->size(), 2U);
  EXPECT_EQ(people->at(0).email, "lena@corp.example");
  EXPECT_EQ(people->at(1).name, "Omar Haddad");
  EXPECT_EQ(http_.requests().front().headers.front().second, "Token token=u+key");
}

TEST_F(PagerDutyOncalls, AnswerNobodyWhereNobodyIs) {
  http_.answer("/oncalls?", json_response(200, R"({"oncalls":[]})"));
  EXPECT_THAT(ask().value(), testing::IsEmpty());
}

TEST_F(PagerDutyOncalls, SayWhyTheyCouldNotBeAsked) {
  options_.escalation_policy = "";
  options_.schedule = "PSCHED1";
  http_.answer("schedule_ids%5B%5D=PSCHED1",
               json_response(401, R"({"error":{"message":"Authentication failed","code":2006}})"));
  EXPECT_EQ(ask().error().kind, ErrorKind::refused);
  for (const char* body : {"[]", "{}", R"({"oncalls":7})", R"({"oncalls":[7]})"}) {
    http_.answer("/oncalls?", json_response(200, body));
    EXPECT_EQ(ask().error().kind, ErrorKind::misunderstood) << body;
  }
}

}  // namespace
}  // namespace latchkey::oncall
