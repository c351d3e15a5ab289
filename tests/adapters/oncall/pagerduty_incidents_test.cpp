// Incidents: one for each key whatever happens on the way, in the name of the configured user, and
// read with the people whom PagerDuty calls.
#include "adapters/oncall/pagerduty.hpp"

#include "tests/doubles/await.hpp"
#include "tests/doubles/scripted_http_client.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <nlohmann/json.hpp>

namespace latchkey::oncall {
namespace {

using doubles::json_response;
using testing::SizeIs;

const std::string k_opened =
    R"({"id":"Q1","status":"triggered","html_url":"https://pd.example/Q1",
        "assignments":[{"assignee":{"id":"P1","name":"Lena Park","email":"lena@corp.example",
                                    "html_url":"https://pd.example/users/P1"}}],
        "acknowledgements":[]})";
const std::string k_taken =
    R"({"id":"Q1","status":"acknowledged","html_url":"https://pd.example/Q1","assignments":[],
        "acknowledgements":[{"acknowledger":{"id":"P2","summary":"Omar Haddad"}}]})";

class PagerDutyIncidentsTest : public testing::Test {
 protected:
  Expected<IncidentNow> open() {
    const auto incidents = create_pagerduty_incidents(options_, http_);
    IncidentOrder order{.key = "4f9ac2", .title = "A title", .details = "Some words"};
    return doubles::await(incidents->open_incident(std::move(order)));
  }
  Expected<void> set(IncidentStatus status) {
    const auto incidents = create_pagerduty_incidents(options_, http_);
    return doubles::await(incidents->set_incident("Q1", status));
  }
  Expected<IncidentNow> hand_back() {
    const auto incidents = create_pagerduty_incidents(options_, http_);
    return doubles::await(incidents->hand_back("Q1"));
  }
  static http::Response found(const std::string& incidents) {
    return json_response(200, R"({"incidents":[)" + incidents + "]}");
  }
  static http::Response one(int status, const std::string& incident) {
    return json_response(status, R"({"incident":)" + incident + "}");
  }
  static std::string header(const http::Request& request, const std::string& name) {
    for (const auto& [key, value] : request.headers) {
      if (key == name) return value;
    }
    return "";
  }

  PagerDutyOptions options_{.api_url = "https://api.pagerduty.example",
                            .token = Secret{"key"},
                            .escalation_policy = "PABC123",
                            .service = "PSVC123",
                            .from = "latchkey@corp.example"};
  doubles::ScriptedHttpClient http_;
};

TEST_F(PagerDutyIncidentsTest, AreOpenedInTheNameOfTheConfiguredUserForThePolicy) {
  http_.answer("GET ", found(""));
  http_.answer("POST https://api.pagerduty.example/incidents", one(201, k_opened));
  const auto opened = open();
  ASSERT_TRUE(opened);
  EXPECT_EQ(opened->id, "Q1");
  EXPECT_EQ(opened->link, "https://pd.example/Q1");
  EXPECT_EQ(opened->status, IncidentStatus::triggered);
  ASSERT_THAT(opened->assigned, SizeIs(1));
  EXPECT_EQ(opened->assigned[0].email, "lena@corp.example");
  EXPECT_EQ(opened->assigned[0].link, "https://pd.example/users/P1");
  const auto& request = http_.requests().at(1);
  EXPECT_EQ(header(request, "From"), "latchkey@corp.example");
  const auto sent = nlohmann::json::parse(request.body)["incident"];
  EXPECT_EQ(sent["type"], "incident");
  EXPECT_EQ(sent["incident_key"], "4f9ac2");
  EXPECT_EQ(sent["service"]["id"], "PSVC123");
  EXPECT_EQ(sent["escalation_policy"]["id"], "PABC123");
  EXPECT_FALSE(sent.contains("assignments")) << "never people and a policy";
}

// A process that was killed between the opening and its record opens none again, even where the
// first one was resolved meanwhile and its key is free.
TEST_F(PagerDutyIncidentsTest, AreNotOpenedASecondTime) {
  const auto resolved = std::string{k_taken}.replace(k_taken.find("acknowledged"), 12, "resolved");
  http_.answer("GET https://api.pagerduty.example/incidents?incident_key=4f9ac2", found(resolved));
  const auto opened = open();
  ASSERT_TRUE(opened);
  EXPECT_EQ(opened->status, IncidentStatus::resolved);
  EXPECT_THAT(http_.requests(), SizeIs(1));
}

// PagerDuty answers 400 to a key that is open, and an answer may be lost on the way.
TEST_F(PagerDutyIncidentsTest, AreLookedForWhereTheyMayHaveBeenOpened) {
  const std::vector<Expected<http::Response>> answers = {
      json_response(400, R"({"error":{"message":"open already","code":2002}})"),
      Error{ErrorKind::uncertain, "PagerDuty did not begin to answer within 8 s"},
      json_response(500, "{}"), json_response(201, "<html>")};
  for (const auto& answer : answers) {
    http_.answer("GET ", found(""));
    http_.answer("POST ", answer);
    http_.answer("GET ", found(k_opened));
    const auto opened = open();
    ASSERT_TRUE(opened) << opened.error().what;
    EXPECT_EQ(opened->id, "Q1");
  }
}

TEST_F(PagerDutyIncidentsTest, SayWhyTheyCouldNotBeOpened) {
  http_.answer("GET ", found(""));
  http_.answer("POST ", json_response(400, R"({"error":{"message":"Requester User Not Found",
                                               "code":1008,"errors":[]}})"));
  http_.answer("GET ", found(""));
  const auto opened = open();
  EXPECT_EQ(opened.error().kind, ErrorKind::invalid);
  EXPECT_THAT(opened.error().vendor_text, testing::HasSubstr("Requester User Not Found"));
  http_.answer("GET ", found(""));
  http_.answer("POST ", json_response(429, ""));
  EXPECT_EQ(open().error().kind, ErrorKind::rate_limited) << "nothing was opened, so nothing found";
}

// Whoever takes "invalid" for PagerDuty's last word would leave one to itself that calls people.
TEST_F(PagerDutyIncidentsTest, MayBeOpenWhereTheyCannotBeLookedFor) {
  http_.answer("GET ", found(""));
  http_.answer("POST ", json_response(400, R"({"error":{"message":"open already","code":2002}})"));
  http_.always("GET ", json_response(503, ""));
  EXPECT_EQ(open().error().kind, ErrorKind::unavailable);
}

TEST_F(PagerDutyIncidentsTest, TellWhoTookThem) {
  http_.answer("GET https://api.pagerduty.example/incidents/Q1?include", one(200, k_taken));
  const auto incidents = create_pagerduty_incidents(options_, http_);
  const auto now = doubles::await(incidents->find_incident("Q1"));
  ASSERT_TRUE(now);
  EXPECT_EQ(now->status, IncidentStatus::acknowledged);
  ASSERT_THAT(now->acknowledged_by, SizeIs(1));
  EXPECT_EQ(now->acknowledged_by[0].name, "Omar Haddad");
}

TEST_F(PagerDutyIncidentsTest, AreAcknowledgedAndResolved) {
  http_.answer("PUT https://api.pagerduty.example/incidents/Q1", one(200, k_taken));
  ASSERT_TRUE(set(IncidentStatus::acknowledged));
  const auto& request = http_.requests().back();
  EXPECT_EQ(header(request, "From"), "latchkey@corp.example");
  const auto sent = nlohmann::json::parse(request.body)["incident"];
  EXPECT_EQ(sent["type"], "incident_reference");
  EXPECT_EQ(sent["status"], "acknowledged");
  http_.answer("PUT ", json_response(404, R"({"error":{"message":"Not Found","code":2100}})"));
  EXPECT_EQ(set(IncidentStatus::resolved).error().kind, ErrorKind::not_found);
}

TEST_F(PagerDutyIncidentsTest, AreHandedBackToTheirPolicyInTheNameOfTheConfiguredUser) {
  auto taken = nlohmann::json::parse(k_taken);
  taken["escalation_policy"] = {{"id", "PMOVED1"}};
  http_.answer("GET https://api.pagerduty.example/incidents/Q1?include", one(200, taken.dump()));
  http_.answer("PUT https://api.pagerduty.example/incidents/Q1", one(200, k_opened));
  http_.answer("GET https://api.pagerduty.example/incidents/Q1?include", one(200, k_opened));
  const auto now = hand_back();
  ASSERT_TRUE(now) << now.error().what;
  EXPECT_EQ(now->status, IncidentStatus::triggered);
  EXPECT_EQ(now->assigned.at(0).email, "lena@corp.example") << "whole people, for the chat";
  const auto& request = http_.requests().at(1);
  EXPECT_EQ(header(request, "From"), "latchkey@corp.example");
  const auto sent = nlohmann::json::parse(request.body)["incident"];
  EXPECT_EQ(sent["escalation_policy"]["id"], "PMOVED1") << "where somebody has moved it";
  EXPECT_FALSE(sent.contains("status")) << "no status un-acknowledges";
}

TEST_F(PagerDutyIncidentsTest, AreHandedBackToTheConfiguredPolicyWhereTheyNameNone) {
  http_.answer("GET ", one(200, k_taken));
  http_.answer("PUT ", one(200, k_taken));
  http_.answer("GET ", one(200, k_taken));
  const auto now = hand_back();
  ASSERT_TRUE(now);
  EXPECT_EQ(now->status, IncidentStatus::acknowledged) << "as PagerDuty says, not as we wish";
  const auto sent = nlohmann::json::parse(http_.requests().at(1).body)["incident"];
  EXPECT_EQ(sent["escalation_policy"]["id"], "PABC123");
  options_.escalation_policy.clear();
  http_.answer("GET ", one(200, k_taken));
  EXPECT_EQ(hand_back().error().kind, ErrorKind::misunderstood);
}

// Given to its policy once more, it would call its people once more.
TEST_F(PagerDutyIncidentsTest, AreNotHandedBackAgainWhereTheAnswerSaysNothing) {
  const std::vector<Expected<http::Response>> answers = {
      Error{ErrorKind::uncertain, "PagerDuty did not begin to answer within 8 s"},
      json_response(503, ""), json_response(408, ""), json_response(200, "<html>"),
      json_response(200, "{}")};
  for (const auto& answer : answers) {
    http_.answer("GET ", one(200, k_taken));
    http_.answer("PUT ", answer);
    EXPECT_EQ(hand_back().error().kind, ErrorKind::uncertain);
  }
  EXPECT_THAT(http_.requests(), SizeIs(2 * answers.size()));
}

// As after a crash, or PagerDuty's own time for an acknowledgement: its people are called already.
TEST_F(PagerDutyIncidentsTest, AreNotHandedBackASecondTime) {
  http_.answer("GET ", one(200, k_opened));
  const auto now = hand_back();
  ASSERT_TRUE(now);
  EXPECT_EQ(now->status, IncidentStatus::triggered);
  EXPECT_THAT(http_.requests(), SizeIs(1));
}

TEST_F(PagerDutyIncidentsTest, AreNeverReadFromNonsense) {
  for (const char* body : {"[]", "7", "null", "{}", R"({"incident":7})", R"({"incident":{}})",
                           R"({"incident":{"id":"Q1","status":"new"}})",
                           R"({"incident":{"id":7,"status":"triggered"}})"}) {
    http_.answer("GET ", json_response(200, body));
    const auto incidents = create_pagerduty_incidents(options_, http_);
    EXPECT_EQ(doubles::await(incidents->find_incident("Q1")).error().kind, ErrorKind::misunderstood)
        << body;
  }
  for (const char* body : {"[]", R"({"incidents":7})", R"({"incidents":[7]})"}) {
    http_.answer("GET ", json_response(200, body));
    EXPECT_EQ(open().error().kind, ErrorKind::misunderstood) << body;
  }
}

}  // namespace
}  // namespace latchkey::oncall
