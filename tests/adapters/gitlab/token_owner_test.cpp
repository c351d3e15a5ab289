#include "adapters/gitlab/token_owner.hpp"

#include "tests/doubles/await.hpp"
#include "tests/doubles/fixture.hpp"
#include "tests/doubles/scripted_http_client.hpp"

#include <gtest/gtest.h>
#include <nlohmann/json.hpp>

#include <string>

namespace latchkey::gitlab {
namespace {

using doubles::fixture;
using doubles::json_response;
using nlohmann::json;

Expected<TokenOwner> owner_told_by(http::Response response) {
  doubles::ScriptedHttpClient http;
  http.always("GET https://gitlab.example/api/v4/user", std::move(response));
  Options options;
  options.service = "GitLab.com";
  options.url = "https://gitlab.example/";
  options.deadline = std::chrono::seconds{5};
  return doubles::await(ask_token_owner(std::move(options), http));
}

TEST(TokenOwner, IsAnAdministratorOnlyWhereGitLabSaysSo) {
  const auto administrator =
      owner_told_by(json_response(200, fixture("gitlab/user_self_admin.json")));
  ASSERT_TRUE(administrator) << administrator.error().what;
  EXPECT_EQ(administrator->username, "latchkey-bot");
  EXPECT_EQ(administrator->state, "active");
  EXPECT_TRUE(administrator->is_administrator);

  const auto regular = owner_told_by(json_response(200, fixture("gitlab/user_self_regular.json")));
  ASSERT_TRUE(regular) << "no administrator is an answer";
  EXPECT_FALSE(regular->is_administrator);
}

TEST(TokenOwner, IsNoAdministratorWhereTheFlagIsMissingOrStrange) {
  auto user = json::parse(fixture("gitlab/user_self_admin.json"));
  for (const json& flag : {json(false), json(nullptr), json("true"), json(1), json::array()}) {
    user["is_admin"] = flag;
    EXPECT_FALSE(token_owner(user)->is_administrator) << flag;
  }
  user.erase("is_admin");
  EXPECT_FALSE(token_owner(user)->is_administrator);
}

TEST(TokenOwner, RefusesAnAnswerThatIsNoUser) {
  for (const char* body : {"null", "[]", "{}", "\"root\"", R"([{"id":1}])"}) {
    const auto owner = owner_told_by(json_response(200, body));
    ASSERT_FALSE(owner) << body;
    EXPECT_EQ(owner.error().kind, ErrorKind::misunderstood);
    EXPECT_EQ(owner.error().what, "GitLab.com: GET /user did not answer with a user");
  }
}

TEST(TokenOwner, SaysThatTheTokenIsNotTaken) {
  const auto owner = owner_told_by(json_response(401, R"({"message":"401 Unauthorized"})"));
  ASSERT_FALSE(owner);
  EXPECT_EQ(owner.error().kind, ErrorKind::refused);
  EXPECT_NE(owner.error().what.find("wrong, expired or revoked"), std::string::npos);
}

}  // namespace
}  // namespace latchkey::gitlab
