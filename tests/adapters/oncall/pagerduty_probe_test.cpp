// What can be known about opening incidents without opening one.
#include "adapters/oncall/pagerduty_probe.hpp"

#include "tests/doubles/await.hpp"
#include "tests/doubles/scripted_http_client.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace latchkey::oncall {
namespace {

using doubles::json_response;
using testing::HasSubstr;
using testing::SizeIs;

class PagerDutyProbeTest : public testing::Test {
 protected:
  Expected<bool> is_known() { return doubles::await(is_user(options_, http_)); }
  Expected<void> writes() { return doubles::await(may_write(options_, http_)); }
  static http::Response users(const std::string& email, bool more) {
    return json_response(200, R"({"users":[{"id":"P1","email":")" + email + R"("}],"more":)" +
                                  (more ? "true}" : "false}"));
  }

  PagerDutyOptions options_{.api_url = "https://api.pagerduty.example",
                            .token = Secret{"key"},
                            .from = "latchkey@corp.example"};
  doubles::ScriptedHttpClient http_;
};

TEST_F(PagerDutyProbeTest, FindsTheUserBySearch) {
  http_.answer("GET https://api.pagerduty.example/users?", users("Latchkey@Corp.example", false));
  const auto known = is_known();
  ASSERT_TRUE(known);
  EXPECT_TRUE(*known);
  ASSERT_THAT(http_.requests(), SizeIs(1));
  EXPECT_THAT(http_.requests()[0].url, HasSubstr("query=latchkey%40corp.example"));
}

// The search is only said to look at names.
TEST_F(PagerDutyProbeTest, LooksAtEverybodyWhereTheSearchDoesNotKnowTheAddress) {
  http_.answer("GET ", json_response(200, R"({"users":[],"more":false})"));
  http_.answer("GET ", users("lena@corp.example", true));
  http_.answer("GET ", users("latchkey@corp.example", true));
  const auto known = is_known();
  ASSERT_TRUE(known);
  EXPECT_TRUE(*known);
  ASSERT_THAT(http_.requests(), SizeIs(3));
  EXPECT_THAT(http_.requests()[1].url, HasSubstr("offset=0"));
  EXPECT_THAT(http_.requests()[2].url, HasSubstr("offset=100"));
}

TEST_F(PagerDutyProbeTest, SaysThatNobodyHasTheAddressOnlyAfterTheLastPage) {
  http_.answer("GET ", json_response(200, R"({"users":[],"more":false})"));
  http_.answer("GET ", users("lena@corp.example", true));
  http_.answer("GET ", users("latchkey@corp.example.org", false));
  const auto known = is_known();
  ASSERT_TRUE(known);
  EXPECT_FALSE(*known);
  for (const char* nonsense : {"[]", "{}", R"({"users":7})"}) {
    http_.answer("GET ", json_response(200, nonsense));
    EXPECT_EQ(is_known().error().kind, ErrorKind::misunderstood) << nonsense;
  }
}

TEST_F(PagerDutyProbeTest, TellsAFullKeyFromAReadOnlyOneAndChangesNothing) {
  http_.answer("PUT https://api.pagerduty.example/incidents/latchkey-doctor",
               json_response(404, R"({"error":{"message":"Not Found","code":2100}})"));
  EXPECT_TRUE(writes());
  EXPECT_TRUE(http_.requests().front().safe_to_repeat);
  http_.answer("PUT ", json_response(403, R"({"error":{"message":"Forbidden","code":2010}})"));
  EXPECT_EQ(writes().error().kind, ErrorKind::refused);
  http_.answer("PUT ", json_response(400, R"({"error":{"message":"Requester User Not Found",
                                              "code":1008}})"));
  const auto from_nobody = writes();
  EXPECT_EQ(from_nobody.error().kind, ErrorKind::invalid);
  EXPECT_THAT(from_nobody.error().vendor_text, HasSubstr("Requester User Not Found"));
  http_.answer("PUT ", json_response(404, "<html>no such page</html>"));
  EXPECT_EQ(writes().error().kind, ErrorKind::misunderstood) << "that is not PagerDuty";
}

}  // namespace
}  // namespace latchkey::oncall
