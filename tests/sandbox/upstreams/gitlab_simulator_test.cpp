// Guards against a GitLab that shows an ordinary token what only administrators see.
#include "tests/sandbox/sandbox_fixture.hpp"

namespace latchkey::sandbox {
namespace {

class GitLabSimulatorTest : public SandboxFixture {
 protected:
  HttpResponse get(const std::string& path, const std::string& token = "sandbox-admin") {
    return send("GET", "/gitlab/api/v4/" + path, {{"private-token", token}});
  }
};

TEST_F(GitLabSimulatorTest, FindsAPrimaryAddressForAnAdministratorOnly) {
  const Json found = Json::parse(get("users?search=TOMAS.berg%40fjord.example").body);
  ASSERT_EQ(found.size(), 1U);
  EXPECT_EQ(found[0]["email"], "tomas.berg@fjord.example");
  EXPECT_TRUE(found[0]["confirmed_at"].is_string());
  EXPECT_EQ(get("users?search=tomas.berg%40fjord.example", "sandbox-user").body, "[]");
}

TEST_F(GitLabSimulatorTest, ShowsAnOrdinaryTokenFewerFieldsAndNoError) {
  const Json found = Json::parse(get("users?search=tomas", "sandbox-user").body);
  ASSERT_EQ(found.size(), 1U);
  EXPECT_FALSE(found[0].contains("email"));
  EXPECT_FALSE(found[0].contains("confirmed_at"));
}

TEST_F(GitLabSimulatorTest, HidesAnUnconfirmedSecondaryAddressFromTheSearch) {
  EXPECT_EQ(get("users?search=priya%40home.example").body, "[]");
  const Json emails = Json::parse(get("users/502/emails").body);
  ASSERT_EQ(emails.size(), 1U) << "the primary address is not listed";
  EXPECT_TRUE(emails[0]["confirmed_at"].is_null());
}

TEST_F(GitLabSimulatorTest, TellsAdministratorsFromOthers) {
  EXPECT_EQ(Json::parse(get("user").body)["is_admin"], true);
  EXPECT_FALSE(Json::parse(get("user", "sandbox-user").body).contains("is_admin"));
}

TEST_F(GitLabSimulatorTest, WritesErrorsAsGitLabDoes) {
  EXPECT_EQ(get("user", "wrong").body, "{\"message\":\"401 Unauthorized\"}");
  EXPECT_EQ(get("users/999").body, "{\"message\":\"404 User Not Found\"}");
}

TEST_F(GitLabSimulatorTest, LinksToTheNextPage) {
  const HttpResponse first = get("users?per_page=1");
  EXPECT_EQ(Json::parse(first.body).size(), 1U);
  EXPECT_EQ(field(first.headers, "Link"),
            "<http://127.0.0.1:8080/gitlab/api/v4/users?search=&per_page=1&page=2>; rel=\"next\"");
  EXPECT_FALSE(has_field(get("users?per_page=1&page=2").headers, "Link"));
  EXPECT_EQ(field(first.headers, "RateLimit-Limit"), "2000");
}

}  // namespace
}  // namespace latchkey::sandbox
