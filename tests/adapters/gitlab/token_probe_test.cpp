#include "adapters/gitlab/token_probe.hpp"

#include "tests/doubles/await.hpp"
#include "tests/doubles/scripted_http_client.hpp"

#include <gtest/gtest.h>

namespace latchkey::gitlab {
namespace {

using doubles::json_response;

class GitlabTokenProbe : public testing::Test {
 protected:
  Expected<TokenProbe> probe() { return doubles::await(probe_token(options_, http_)); }

  Options options_{
      .service = "GitLab.com", .url = "https://gitlab.example/", .token = Secret{"glpat"}};
  doubles::ScriptedHttpClient http_;
};

TEST_F(GitlabTokenProbe, SeesAnAdministratorWhoSeesAddresses) {
  http_.answer("GET https://gitlab.example/api/v4/user",
               json_response(200, R"({"id":1,"username":"support-bot","is_admin":true})"));
  http_.answer("/api/v4/users?", json_response(200, R"([{"id":2,"email":"a@b.example"}])"));
  const auto answer = probe();
  ASSERT_TRUE(answer);
  EXPECT_EQ(answer->owner.username, "support-bot");
  EXPECT_TRUE(answer->owner.is_administrator);
  EXPECT_EQ(answer->sees_addresses, true);
}

// GitLab answers 200 to everybody, and leaves out what they may not see.
TEST_F(GitlabTokenProbe, SeesAnOrdinaryTokenByWhatIsMissing) {
  http_.answer("/api/v4/user", json_response(200, R"({"id":1,"username":"someone"})"));
  http_.answer("/api/v4/users?", json_response(200, R"([{"id":2,"username":"x"}])"));
  const auto answer = probe();
  ASSERT_TRUE(answer);
  EXPECT_FALSE(answer->owner.is_administrator);
  EXPECT_EQ(answer->sees_addresses, false);
}

TEST_F(GitlabTokenProbe, KnowsNothingOfAddressesWithoutARow) {
  http_.answer("/api/v4/user", json_response(200, R"({"id":1,"username":"a","is_admin":true})"));
  http_.answer("/api/v4/users?", json_response(200, "[]"));
  EXPECT_FALSE(probe()->sees_addresses);
}

// Otherwise it would be said to see addresses.
TEST_F(GitlabTokenProbe, TakesNoNonsenseForUsers) {
  for (const char* body : {"[7]", "[null]", "{}", "[[1]]"}) {
    http_.answer("/api/v4/user", json_response(200, R"({"id":1,"username":"a","is_admin":true})"));
    http_.answer("/api/v4/users?", json_response(200, body));
    const auto answer = probe();
    ASSERT_FALSE(answer) << body;
    EXPECT_EQ(answer.error().kind, ErrorKind::misunderstood) << body;
  }
}

TEST_F(GitlabTokenProbe, PassesRefusalsAndNonsenseOn) {
  http_.answer("/api/v4/user", json_response(401, R"({"message":"401 Unauthorized"})"));
  EXPECT_EQ(probe().error().kind, ErrorKind::refused);
  for (const char* body : {"[]", "{}", "null", R"({"username":7})"}) {
    http_.answer("/api/v4/user", json_response(200, body));
    EXPECT_EQ(probe().error().kind, ErrorKind::misunderstood) << body;
  }
}

}  // namespace
}  // namespace latchkey::gitlab
