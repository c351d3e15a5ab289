// Guards against a Mailgun that is kinder than the real one: exact filters, short pages that end
// it.
#include "tests/sandbox/sandbox_fixture.hpp"

namespace latchkey::sandbox {
namespace {

class MailgunSimulatorTest : public SandboxFixture {
 protected:
  HttpResponse get(const std::string& target) {
    return send("GET", target, {{"authorization", "Basic YXBpOnNhbmRib3gta2V5"}});
  }
  Json events(const std::string& parameters) {
    return Json::parse(get("/mailgun/v3/customers.gitlab.com/events?" + parameters).body);
  }
};

TEST_F(MailgunSimulatorTest, RefusesAWrongKeyAndAForeignDomainAlike) {
  for (const HttpResponse& response : {send("GET", "/mailgun/v3/customers.gitlab.com/events"),
                                       get("/mailgun/v3/other.example/events")}) {
    EXPECT_EQ(response.status, 401);
    EXPECT_EQ(response.body, "Forbidden");
    EXPECT_EQ(field(response.headers, "WWW-Authenticate"), "Basic realm=\"MG API\"");
    EXPECT_TRUE(field(response.headers, "Content-Type").starts_with("text/plain"));
  }
}

TEST_F(MailgunSimulatorTest, ShowsAPersonTheLogOfADomain) {
  const std::string page = send("GET", "/mailgun/logs/customers.gitlab.com").body;
  EXPECT_NE(page.find("<td>maria_lopez@globex.example</td>"), std::string::npos);
  EXPECT_EQ(send("GET", "/mailgun/logs/other.example").status, 404);
}

TEST_F(MailgunSimulatorTest, AnswersNeighboursToo) {
  const Json answer = events("begin=0&end=1795387080&recipient=%22maria.lopez%40globex.example%22");
  ASSERT_EQ(answer["items"].size(), 4U);
  EXPECT_EQ(answer["items"][0]["recipient"], "maria_lopez@globex.example");
  EXPECT_TRUE(answer["items"][0]["timestamp"].is_number_float());
}

TEST_F(MailgunSimulatorTest, EndsWithAnEmptyPageAndNotWithAShortOne) {
  Json page = events("begin=0&end=1795387080&limit=3");
  const std::size_t all = events("begin=0&end=1795387080&limit=300")["items"].size();
  std::size_t count = 0, pages = 0;
  const std::string prefix = "http://127.0.0.1:8080";
  while (!page["items"].empty() && ++pages <= all) {
    count += page["items"].size();
    const std::string next = page["paging"]["next"];
    ASSERT_TRUE(next.starts_with(prefix));
    page = Json::parse(get(next.substr(prefix.size())).body);
  }
  EXPECT_EQ(count, all);
  for (const char* link : {"next", "previous", "first", "last"}) {
    EXPECT_TRUE(page["paging"].contains(link)) << link;
  }
}

TEST_F(MailgunSimulatorTest, WalksDownWhereBeginIsLater) {
  const Json items = events("begin=1795387080&end=0")["items"];
  ASSERT_GE(items.size(), 2U);
  EXPECT_GT(items.front()["timestamp"], items.back()["timestamp"]);
}

TEST_F(MailgunSimulatorTest, RefusesQuestionsThatContradictThemselves) {
  for (const char* parameters : {"begin=5", "begin=1&end=2&ascending=no", "begin=yesterday&end=2",
                                 "begin=1&end=2&limit=no", "begin=1&end=2&recipent=x"}) {
    const HttpResponse response =
        get(std::string("/mailgun/v3/customers.gitlab.com/events?") + parameters);
    EXPECT_EQ(response.status, 400) << parameters;
    EXPECT_TRUE(Json::parse(response.body).contains("message")) << parameters;
  }
  EXPECT_EQ(get("/mailgun/v3/customers.gitlab.com/events/bm9uc2Vuc2U").status, 400);
  EXPECT_EQ(get("/mailgun/v3/customers.gitlab.com/events/WyJhIiwxLDIsMyw0LDVd").status, 400);
}

TEST_F(MailgunSimulatorTest, ShowsAMailThatATestAdded) {
  const Json events_of_mail = Json::array(
      {Json{{"event", "accepted"}, {"at", "-9m"}},
       Json{{"event", "failed"}, {"at", "-8m"}, {"severity", "permanent"}, {"reason", "bounce"}}});
  EXPECT_EQ(page("mail", {{"domain", "mg.gitlab.com"},
                          {"recipient", "x@y.example"},
                          {"subject", "Reset password instructions"},
                          {"events", events_of_mail}})["ok"],
            true);
  const Json items = Json::parse(
      get("/mailgun/v3/mg.gitlab.com/events?begin=0&end=1795387080&recipient=%22x%40y.example%22")
          .body)["items"];
  ASSERT_EQ(items.size(), 2U);
  EXPECT_EQ(items[1]["severity"], "permanent");
  EXPECT_EQ(items[1]["message"]["headers"]["subject"], "Reset password instructions");
}

TEST_F(MailgunSimulatorTest, FailsAsOftenAsATestAsksFor) {
  page("faults", {{"system", "mailgun"}, {"status", 503}, {"body", "<html>"}, {"count", 2}});
  EXPECT_EQ(get("/mailgun/v3/mg.gitlab.com/events?begin=0&end=1").status, 503);
  EXPECT_EQ(get("/mailgun/v3/mg.gitlab.com/events?begin=0&end=1").body, "<html>");
  EXPECT_EQ(get("/mailgun/v3/mg.gitlab.com/events?begin=0&end=1").status, 200);
}

}  // namespace
}  // namespace latchkey::sandbox
