// Guards against another site in the same browser that acts in the workspace.
#include "tests/sandbox/sandbox_fixture.hpp"

namespace latchkey::sandbox {
namespace {

class PageApiTest : public SandboxFixture {
 protected:
  int status_of_post(
      const std::string& type, const std::string& origin,
      const std::string& body = R"({"user":"U0DANA","channel":"C0SUPPORT","text":"x"})") {
    Fields headers{{"content-type", type}};
    if (!origin.empty()) headers.emplace_back("origin", origin);
    return send("POST", "/sandbox/message", headers, body).status;
  }
};

TEST_F(PageApiTest, TakesJsonOfItsOwnPageOnly) {
  EXPECT_EQ(status_of_post("application/json", ""), 200);
  EXPECT_EQ(status_of_post("application/json", "http://127.0.0.1:8080"), 200);
  EXPECT_EQ(status_of_post("application/json", "http://evil.example"), 403);
  EXPECT_EQ(status_of_post("application/json", "null"), 403);
  EXPECT_EQ(status_of_post("text/plain", ""), 415);
  EXPECT_EQ(status_of_post("application/json", "", "[1]"), 400);
}

TEST_F(PageApiTest, IsThereUnderALoopbackNameOnly) {
  const HttpResponse rebound = sandbox.answer(
      {"GET", "/sandbox/state", {{"user", "U0DANA"}}, {{"host", "evil.example"}}, ""});
  EXPECT_EQ(rebound.status, 403);
}

TEST_F(PageApiTest, ShowsAUserTheirOwnChannels) {
  EXPECT_EQ(state("U0DANA")["channels"].size(), 3U);
  EXPECT_EQ(state("U0VERA")["channels"].size(), 1U);
  EXPECT_EQ(send("GET", "/sandbox/state?user=U0NOBODY").status, 400);
  EXPECT_EQ(Json::parse(send("GET", "/sandbox/state").body)["me"]["id"], "U0DANA");
}

TEST_F(PageApiTest, TellsPagesOnlyWhatTheirUserMaySee) {
  const auto dana = sandbox.slack().stream.subscribe("U0DANA");
  const auto vera = sandbox.slack().stream.subscribe("U0VERA");
  page("message", {{"text", "not for Acme"}});
  EXPECT_EQ(events(*dana).size(), 1U);
  EXPECT_TRUE(events(*vera).empty());
}

TEST_F(PageApiTest, DropsAPageThatDoesNotRead) {
  const auto client = sandbox.slack().stream.subscribe("U0DANA");
  for (int i = 0; i < 1001; ++i) sandbox.slack().stream.publish_to_all({{"type", "bot"}});
  EXPECT_TRUE(client->overflowed);
  EXPECT_LE(client->queue.size(), 1000U);
}

TEST_F(PageApiTest, ServesThePageUnderAStrictPolicy) {
  const HttpResponse response = send("GET", "/");
  EXPECT_EQ(response.status, 200);
  EXPECT_NE(field(response.headers, "Content-Security-Policy").find("default-src 'none'"),
            std::string::npos);
  EXPECT_EQ(send("GET", "/scenario_default.json").status, 404) << "not a file of the page";
  EXPECT_EQ(send("GET", "/../main.cpp").status, 404);
  EXPECT_EQ(send("DELETE", "/").status, 405);
}

TEST_F(PageApiTest, TellsWhatBecameOfAnAction) {
  const auto link = connect();
  const Json typed = page("message", {{"text", "/diagnose a@b.example"}});
  const std::string entry = "/sandbox/deliveries?number=" + typed["delivery"].dump();
  EXPECT_TRUE(Json::parse(send("GET", entry).body)["acknowledged_after_ms"].is_null());
  acknowledge(*link);
  EXPECT_EQ(Json::parse(send("GET", entry).body)["acknowledged_after_ms"], 0);
  EXPECT_EQ(Json::parse(send("GET", "/sandbox/deliveries").body)["deliveries"].size(), 1U);
  EXPECT_EQ(send("GET", "/sandbox/deliveries?number=1").status, 404);
  EXPECT_EQ(send("GET", "/sandbox/deliveries?number=x").status, 404);
}

TEST_F(PageApiTest, MakesEveryThirdAnswerAFault) {
  page("faults", {{"system", "slack"}, {"status", 429}, {"count", 2}, {"every", 3}});
  std::string answers;
  for (int i = 0; i < 9; ++i) answers += send("POST", "/api/api.test").status == 429 ? "x" : ".";
  EXPECT_EQ(answers, "..x..x...");
}

TEST_F(PageApiTest, RefusesFaultsAndMailsThatMakeNoSense) {
  EXPECT_EQ(page("faults", {{"system", "moon"}})["ok"], false);
  EXPECT_EQ(page("mail", {{"domain", "other.example"}})["error"], "domain: unknown");
  EXPECT_EQ(page("mail", {{"domain", "mg.gitlab.com"}, {"recipient", "a@b.example"}})["ok"], false);
}

}  // namespace
}  // namespace latchkey::sandbox
