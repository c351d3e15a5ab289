// Guards against lists that are kinder than the real ones: another 404, a DELETE that spares a
// list.
#include "tests/sandbox/sandbox_fixture.hpp"

namespace latchkey::sandbox {
namespace {

class MailgunSuppressionsSimulatorTest : public SandboxFixture {
 protected:
  HttpResponse call(const std::string& method, const std::string& path, std::string body = {}) {
    return send(method, "/mailgun/v3/mg.gitlab.com/" + path,
                {{"authorization", "Basic YXBpOnNhbmRib3gta2V5"},
                 {"content-type", "application/x-www-form-urlencoded"}},
                std::move(body));
  }
  Json body_of(const std::string& method, const std::string& path, std::string body = {}) {
    return Json::parse(call(method, path, std::move(body)).body);
  }
};

TEST_F(MailgunSuppressionsSimulatorTest, SaysInItsOwnWordsThatAnAddressIsOnNoList) {
  for (const auto& [list, message] :
       {std::pair{"bounces", "Address not found in bounces table"},
        std::pair{"complaints", "No spam complaints found for this address"},
        std::pair{"unsubscribes", "Address not found in unsubscribers table"},
        std::pair{"whitelists", "Address/Domain not found in allowlist table"}}) {
    for (const char* method : {"GET", "DELETE"}) {
      const HttpResponse response = call(method, std::string(list) + "/x%2By%40z.example");
      EXPECT_EQ(response.status, 404);
      EXPECT_EQ(Json::parse(response.body), Json({{"message", message}}));
    }
  }
}

TEST_F(MailgunSuppressionsSimulatorTest, ShowsARowUntilItIsRemoved) {
  body_of("POST", "bounces", "address=X%2By%40z.example&code=550&error=no+such+user");
  const Json row = body_of("GET", "bounces/x%2By%40z.example");
  EXPECT_EQ(row, Json({{"address", "X+y@z.example"},
                       {"code", "550"},
                       {"error", "no such user"},
                       {"created_at", "Sun, 22 Nov 2026 22:38:00 UTC"}}));
  EXPECT_EQ(body_of("DELETE", "bounces/x%2By%40z.example"),
            Json({{"address", "x+y@z.example"}, {"message", "Bounced address has been removed"}}));
  EXPECT_EQ(call("GET", "bounces/x%2By%40z.example").status, 404);
}

TEST_F(MailgunSuppressionsSimulatorTest, StoresEachListInItsOwnForm) {
  body_of("POST", "unsubscribes", "address=a%40b.example");
  EXPECT_EQ(body_of("GET", "unsubscribes/a%40b.example")["tags"], Json::array({"*"}));
  body_of("POST", "complaints", "address=a%40b.example");
  EXPECT_FALSE(body_of("GET", "complaints/a%40b.example").contains("code"));
  body_of("POST", "whitelists", "domain=b.example");
  EXPECT_EQ(body_of("GET", "whitelists/b.example")["type"], "domain");
  EXPECT_EQ(call("POST", "bounces", "code=550").status, 400);
}

TEST_F(MailgunSuppressionsSimulatorTest, TakesARowThatIsOlderThanItsArrival) {
  body_of("POST", "bounces",
          "address=a%40b.example&created_at=Fri%2C+20+Nov+2026+10%3A00%3A00+%2B0000");
  EXPECT_EQ(body_of("GET", "bounces/a%40b.example")["created_at"], "Fri, 20 Nov 2026 10:00:00 UTC");
  EXPECT_EQ(call("POST", "bounces", "address=c%40b.example&created_at=soon").status, 400);
}

// That is what a client must never send.
TEST_F(MailgunSuppressionsSimulatorTest, ClearsAWholeListWhereNoAddressIsNamed) {
  for (const char* path : {"bounces", "bounces/"}) {
    body_of("POST", "bounces", "address=a%40b.example");
    EXPECT_EQ(call("DELETE", path).status, 200) << path;
    EXPECT_EQ(call("GET", "bounces/a%40b.example").status, 404) << path;
  }
}

TEST_F(MailgunSuppressionsSimulatorTest, KeepsTheListsOfTwoDomainsApart) {
  body_of("POST", "bounces", "address=a%40b.example");
  const HttpResponse other = send("GET", "/mailgun/v3/customers.gitlab.com/bounces/a%40b.example",
                                  {{"authorization", "Basic YXBpOnNhbmRib3gta2V5"}});
  EXPECT_EQ(other.status, 404);
}

// Its last page is another one than that of the events API: there `next` is always there.
TEST_F(MailgunSuppressionsSimulatorTest, ListsItsRowsByAddressPageByPage) {
  for (const char* name : {"c", "a", "b"})
    body_of("POST", "bounces", "address=" + std::string(name) + "%40z.example");
  const auto path_of = [](const std::string& link) { return link.substr(link.find("bounces")); };
  std::vector<std::string> addresses;
  Json page = body_of("GET", "bounces?limit=2");
  while (page["paging"]["next"] != page["paging"]["last"]) {
    for (const Json& row : page["items"]) addresses.push_back(row["address"]);
    page = body_of("GET", path_of(page["paging"]["next"]));
  }
  EXPECT_EQ(addresses, (std::vector<std::string>{"a@z.example", "b@z.example", "c@z.example"}));
  EXPECT_TRUE(page["items"].empty());
  EXPECT_EQ(body_of("GET", "bounces?page=last&limit=2")["items"][0]["address"], "b@z.example");
  EXPECT_EQ(body_of("GET", "bounces?page=previous&address=b%40z.example")["items"].size(), 1U);
  EXPECT_EQ(body_of("GET", "bounces?term=b")["items"].size(), 1U);
  EXPECT_EQ(call("GET", "bounces?limit=1001").status, 400);
}

TEST_F(MailgunSuppressionsSimulatorTest, RefusesAWrongKeyAndAForeignDomainAlike) {
  EXPECT_EQ(send("GET", "/mailgun/v3/mg.gitlab.com/bounces/a%40b.example").body, "Forbidden");
  const HttpResponse foreign = send("DELETE", "/mailgun/v3/other.example/bounces/a%40b.example",
                                    {{"authorization", "Basic YXBpOnNhbmRib3gta2V5"}});
  EXPECT_EQ(foreign.status, 401);
}

TEST_F(MailgunSuppressionsSimulatorTest, TellsItsLimitInMilliseconds) {
  const HttpResponse response = call("GET", "bounces/a%40b.example");
  EXPECT_EQ(field(response.headers, "X-Request-Limit"), "2500");
  EXPECT_EQ(field(response.headers, "X-Request-Remaining"), "2499");
  EXPECT_EQ(field(response.headers, "X-Request-Reset"), "1795387095000");
}

TEST_F(MailgunSuppressionsSimulatorTest, BeginsWithTheRowsOfTheScenario) {
  Json scenario = Json::parse(embedded_file("scenario_default.json"));
  scenario["suppressions"] = Json::array({Json{{"domain", "mg.gitlab.com"},
                                               {"list", "bounces"},
                                               {"address", "a@b.example"},
                                               {"code", "605"},
                                               {"at", "-2d"}}});
  Sandbox seeded(parse_scenario(scenario.dump(), clock.now()), clock, std::chrono::seconds{3});
  const HttpResponse response = seeded.answer({"GET",
                                               "/mailgun/v3/mg.gitlab.com/bounces/a%40b.example",
                                               {},
                                               {{"authorization", "Basic YXBpOnNhbmRib3gta2V5"}},
                                               {}});
  const Json row = Json::parse(response.body);
  EXPECT_EQ(row["code"], "605");
  EXPECT_EQ(row["created_at"], "Fri, 20 Nov 2026 22:38:00 UTC");
}

}  // namespace
}  // namespace latchkey::sandbox
