// Guards against a Logs API that is kinder than the real one: lenient bodies, URLs for tokens.
#include "tests/sandbox/sandbox_fixture.hpp"

namespace latchkey::sandbox {
namespace {

class MailgunLogsSimulatorTest : public SandboxFixture {
 protected:
  HttpResponse post(const std::string& body, const std::string& type = "application/json") {
    return send("POST", "/mailgun/v1/analytics/logs",
                {{"authorization", "Basic YXBpOnNhbmRib3gta2V5"}, {"content-type", type}}, body);
  }
  Json logs(const Json& more = Json::object()) {
    Json body{{"start", "Sun, 08 Nov 2026 00:00:00 +0000"},
              {"end", "Sun, 22 Nov 2026 23:00:00 +0000"}};
    body.update(more);
    return Json::parse(post(body.dump()).body);
  }
  static Json equal_to(const std::string& attribute, const std::string& value) {
    const Json only{{"label", value}, {"value", value}};
    return {{"attribute", attribute}, {"comparator", "="}, {"values", Json::array({only})}};
  }
  static Json only(const Json& predicate) {
    return {{"filter", {{"AND", Json::array({predicate})}}}};
  }
};

TEST_F(MailgunLogsSimulatorTest, RefusesAWrongKeyAsTheEventsDo) {
  const HttpResponse response =
      send("POST", "/mailgun/v1/analytics/logs", {{"content-type", "application/json"}}, "{}");
  EXPECT_EQ(response.status, 401);
  EXPECT_EQ(response.body, "Forbidden");
}

TEST_F(MailgunLogsSimulatorTest, TellsItemsInTheFormOfTheLogs) {
  const Json answer = logs(only(equal_to("recipient", "jane.doe@acme.example")));
  ASSERT_EQ(answer["items"].size(), 2U);
  const Json item = answer["items"][1];
  EXPECT_EQ(item["event"], "delivered");
  EXPECT_FALSE(item.contains("timestamp"));
  EXPECT_TRUE(item["@timestamp"].get<std::string>().ends_with("Z"));
  EXPECT_EQ(item["domain"]["name"], "customers.gitlab.com");
  EXPECT_TRUE(item["storage"]["url"].is_array());
  EXPECT_EQ(item["user-variables"], "{}");
  EXPECT_EQ(answer["pagination"], Json::object()) << "one page has no tokens";
  EXPECT_EQ(answer["start"], "Sun, 08 Nov 2026 00:00:00 +0000");
}

// The filter is no search expression: neighbours stay out, and so does another spelling.
TEST_F(MailgunLogsSimulatorTest, ComparesAttributesAsTheyStand) {
  EXPECT_EQ(logs(only(equal_to("recipient", "maria.lopez@globex.example")))["items"].size(), 0U);
  EXPECT_EQ(logs(only(equal_to("recipient", "maria_lopez@globex.example")))["items"].size(), 4U);
  Json unequal = equal_to("domain", "customers.gitlab.com");
  unequal["comparator"] = "!=";
  const Json others = logs(only(unequal))["items"];
  EXPECT_FALSE(others.empty());
  for (const Json& item : others) EXPECT_EQ(item["domain"]["name"], "mg.gitlab.com");
}

// Unlike the events API: there is no such domain, and nothing says so.
TEST_F(MailgunLogsSimulatorTest, FindsNothingForADomainThatNobodyKnows) {
  const Json answer = logs(only(equal_to("domain", "other.example")));
  EXPECT_EQ(answer["items"], Json::array());
  EXPECT_EQ(answer["pagination"], Json::object());
}

TEST_F(MailgunLogsSimulatorTest, PagesByTokens) {
  const std::size_t all = logs()["items"].size();
  const std::size_t full_pages = all / 3;
  Json pagination{{"sort", "timestamp:desc"}, {"limit", 3}};
  std::vector<std::string> times;
  for (std::size_t pages = 0; pages <= full_pages; ++pages) {
    const Json answer = logs({{"pagination", pagination}});
    for (const Json& item : answer["items"]) times.push_back(item["@timestamp"]);
    if (!answer["pagination"].contains("next")) break;
    EXPECT_EQ(answer["items"].size(), 3U);
    pagination["token"] = answer["pagination"]["next"];
  }
  EXPECT_EQ(times.size(), all);
  EXPECT_TRUE(std::is_sorted(times.rbegin(), times.rend()));
}

TEST_F(MailgunLogsSimulatorTest, FindsRejectionsByTheirEventOnly) {
  const Json rejected = Json::array({Json{{"event", "rejected"}, {"at", "-9m"}}});
  page("mail", {{"domain", "mg.gitlab.com"},
                {"recipient", "x@y.example"},
                {"subject", "Reset password instructions"},
                {"events", rejected}});
  EXPECT_EQ(logs(only(equal_to("recipient", "x@y.example")))["items"].size(), 0U);
  Json question = only(equal_to("domain", "mg.gitlab.com"));
  question["events"] = {"rejected"};
  const Json items = logs(question)["items"];
  ASSERT_EQ(items.size(), 1U);
  EXPECT_EQ(items[0]["message"]["headers"]["to"], "x@y.example");
}

TEST_F(MailgunLogsSimulatorTest, RefusesWhatIsNotDocumented) {
  const std::string times =
      R"("start":"Sun, 08 Nov 2026 00:00:00 +0000","end":"Sun, 22 Nov 2026 23:00:00 +0000")";
  for (const std::string body :
       {"", "[]", R"({"start":"1794132000"})", R"({"start":"2026-11-08T00:00:00Z"})",
        R"({"duration":"soon"})", R"({"evnets":[]})", R"({"events":["opend"]})", R"({"filter":{}})",
        R"({"pagination":{"limit":101}})", R"({"pagination":{"limit":0}})",
        R"({"pagination":{"sort":"recipient:asc"}})", R"({"pagination":{"token":"x"}})",
        R"({"filter":{"AND":[{"attribute":"to","comparator":"=","values":[]}]}})",
        R"({"filter":{"AND":[{"attribute":"domain","comparator":"eq","values":[]}]}})",
        R"({"filter":{"AND":[{"attribute":"domain","comparator":"=","values":["d"]}]}})"}) {
    EXPECT_EQ(post(body).status, 400) << body;
  }
  EXPECT_EQ(post("{" + times + "}").status, 200);
  EXPECT_EQ(post("{" + times + "}", "text/plain").status, 400);
  EXPECT_EQ(send("GET", "/mailgun/v1/analytics/logs").status, 405);
}

}  // namespace
}  // namespace latchkey::sandbox
