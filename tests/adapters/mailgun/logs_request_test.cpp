#include "adapters/mailgun/logs_request.hpp"

#include <gtest/gtest.h>
#include <nlohmann/json.hpp>

namespace latchkey::mailgun {
namespace {

using nlohmann::json;

const Options k_logs_options{"https://api.eu.mailgun.net/", Secret{"key-1"},
                             "customers.portal.example"};

Window two_weeks() {
  return {parse_time("2026-11-08T10:00:00.9Z").value(),
          parse_time("2026-11-22T10:00:00.1Z").value()};
}

http::Request asked_for(EventsAbout about, const std::string& token = "") {
  const auto address = EmailAddress::parse("jane+a@acme.example").value();
  return logs_request(k_logs_options, address, two_weeks(), about, token);
}

// Newest first, so that what is cut off is the oldest.
TEST(LogsRequest, AsksForOneAddressOnOneDomainNewestFirst) {
  const auto request = asked_for(EventsAbout::recipient);
  EXPECT_EQ(request.url, "https://api.eu.mailgun.net/v1/analytics/logs");
  EXPECT_EQ(json::parse(request.body), json::parse(R"({
    "start": "Sun, 08 Nov 2026 10:00:00 +0000", "end": "Sun, 22 Nov 2026 10:00:01 +0000",
    "filter": {"AND": [
      {"attribute": "domain", "comparator": "=",
       "values": [{"label": "customers.portal.example", "value": "customers.portal.example"}]},
      {"attribute": "recipient", "comparator": "=",
       "values": [{"label": "jane+a@acme.example", "value": "jane+a@acme.example"}]}]},
    "include_subaccounts": true,
    "pagination": {"sort": "timestamp:desc", "limit": 100}})"));
}

// Rejected items have no recipient, which a filter on it would miss.
TEST(LogsRequest, AsksForAllRejectionsOfTheDomain) {
  const auto body = json::parse(asked_for(EventsAbout::rejected).body);
  EXPECT_EQ(body["events"], json::array({"rejected"}));
  ASSERT_EQ(body["filter"]["AND"].size(), 1U);
  EXPECT_EQ(body["filter"]["AND"][0]["attribute"], "domain");
}

TEST(LogsRequest, CarriesTheTokenOfTheNextPageAndTheSameQuestion) {
  auto body = json::parse(asked_for(EventsAbout::recipient, "t1").body);
  EXPECT_EQ(body["pagination"]["token"], "t1");
  body["pagination"].erase("token");
  EXPECT_EQ(body, json::parse(asked_for(EventsAbout::recipient).body));
}

TEST(LogsRequest, AsksForTheMailOfSeveralAddressesAtOnce) {
  const std::vector<EmailAddress> recipients = {
      EmailAddress::parse("jane_doe@acme.example").value(),
      EmailAddress::parse("jdoe@acme.example").value()};
  const auto body =
      json::parse(accepted_logs_request(k_logs_options, recipients, two_weeks()).body);
  EXPECT_EQ(body["events"], json::array({"accepted"}));
  EXPECT_EQ(body["filter"]["AND"][1], json::parse(R"(
    {"attribute": "recipient", "comparator": "=",
     "values": [{"label": "jane_doe@acme.example", "value": "jane_doe@acme.example"},
                {"label": "jdoe@acme.example", "value": "jdoe@acme.example"}]})"));
  EXPECT_EQ(body["filter"]["AND"][0]["attribute"], "domain");
  EXPECT_EQ(body["pagination"]["limit"], 100);
}

// Cut off in the middle, it must read as "could not be asked", never as "may have changed".
TEST(LogsRequest, IsAPostThatChangesNothing) {
  const auto request = asked_for(EventsAbout::recipient);
  EXPECT_EQ(request.method, http::Method::post);
  EXPECT_TRUE(request.safe_to_repeat);
  const http::Headers expected = {{"Authorization", "Basic YXBpOmtleS0x"},
                                  {"Accept", "application/json"},
                                  {"Content-Type", "application/json"}};
  EXPECT_EQ(request.headers, expected);
}

}  // namespace
}  // namespace latchkey::mailgun
