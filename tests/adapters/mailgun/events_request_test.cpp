#include "adapters/mailgun/events_request.hpp"

#include <gtest/gtest.h>

namespace latchkey::mailgun {
namespace {

const Options k_eu_options{"https://api.eu.mailgun.net/", Secret{"key-1"},
                           "customers.portal.example"};

Window window() {
  return {parse_time("2026-11-08T10:00:00.9Z").value(),
          parse_time("2026-11-22T10:00:00.1Z").value()};
}

TEST(EventsRequest, AsksNewestFirstForBothEdgesOfTheWindow) {
  const auto address = EmailAddress::parse("jane.doe@acme.example").value();
  const auto request = events_request(k_eu_options, address, window(), EventsAbout::recipient);
  EXPECT_EQ(request.url,
            "https://api.eu.mailgun.net/v3/customers.portal.example/events"
            "?begin=1795341601&end=1794132000&limit=300"
            "&recipient=%22jane.doe%40acme.example%22");
}

// A raw plus is a blank in a query, and a filter's value is an expression language.
TEST(EventsRequest, SendsTheAddressAsAnEncodedLiteral) {
  const auto address = EmailAddress::parse("jane+a|b@acme.example").value();
  const auto request = events_request(k_eu_options, address, window(), EventsAbout::rejected);
  EXPECT_NE(request.url.find("&event=rejected&to=%22jane%2Ba%7Cb%40acme.example%22"),
            std::string::npos)
      << request.url;
}

TEST(EventsRequest, AsksForTheMailOfSeveralAddressesAtOnce) {
  const std::vector<EmailAddress> recipients = {
      EmailAddress::parse("jane_doe@acme.example").value(),
      EmailAddress::parse("jdoe+a@acme.example").value()};
  const auto request = accepted_events_request(k_eu_options, recipients, window());
  EXPECT_EQ(request.url,
            "https://api.eu.mailgun.net/v3/customers.portal.example/events"
            "?begin=1795341601&end=1794132000&limit=300&event=accepted"
            "&recipient=%22jane_doe%40acme.example%22%20OR%20%22jdoe%2Ba%40acme.example%22");
}

TEST(EventsRequest, SignsInAsApi) {
  const auto request = page_request(k_eu_options, "https://api.eu.mailgun.net/v3/x");
  ASSERT_FALSE(request.headers.empty());
  EXPECT_EQ(request.headers[0].first, "Authorization");
  EXPECT_EQ(request.headers[0].second, "Basic YXBpOmtleS0x");
}

}  // namespace
}  // namespace latchkey::mailgun
