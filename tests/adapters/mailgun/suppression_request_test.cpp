#include "adapters/mailgun/suppression_request.hpp"

#include <gtest/gtest.h>

#include <type_traits>
#include <utility>

namespace latchkey::mailgun {
namespace {

const Options k_lists_options{"https://api.eu.mailgun.net/", Secret{"key-1"}, "d.example"};

EmailAddress odd_address() {
  return EmailAddress::parse("jane+a/b?c@acme.example").value();
}

TEST(SuppressionRequest, NamesTheRowWithEveryOddCharacterEncoded) {
  const auto request = look_up_request(k_lists_options, SuppressionTable::bounces, odd_address());
  EXPECT_EQ(request.method, http::Method::get);
  EXPECT_EQ(request.url,
            "https://api.eu.mailgun.net/v3/d.example/bounces/jane%2Ba%2Fb%3Fc%40acme.example");
  EXPECT_EQ(request.headers.at(0).second, "Basic YXBpOmtleS0x");
}

TEST(SuppressionRequest, KnowsThePathOfEachTable) {
  const auto url = [](SuppressionTable table) {
    const auto address = EmailAddress::parse("a@b.example").value();
    return look_up_request(k_lists_options, table, address).url;
  };
  const std::string domain = "https://api.eu.mailgun.net/v3/d.example/";
  EXPECT_EQ(url(SuppressionTable::complaints), domain + "complaints/a%40b.example");
  EXPECT_EQ(url(SuppressionTable::unsubscribes), domain + "unsubscribes/a%40b.example");
  EXPECT_EQ(url(SuppressionTable::allowlist), domain + "whitelists/a%40b.example");
}

TEST(SuppressionRequest, RemovesOneRow) {
  const auto request =
      removal_request(k_lists_options, SuppressionList::unsubscribes, odd_address());
  EXPECT_EQ(request.method, http::Method::remove);
  EXPECT_EQ(request.url,
            "https://api.eu.mailgun.net/v3/d.example/unsubscribes/"
            "jane%2Ba%2Fb%3Fc%40acme.example");
  EXPECT_FALSE(request.safe_to_repeat) << "cut off, its outcome is not known";
}

// DELETE on the path without an address clears the whole list of the domain.
static_assert(!std::is_default_constructible_v<EmailAddress>);
static_assert(!std::is_convertible_v<std::string, EmailAddress>);
TEST(SuppressionRequest, CannotMeanTheWholeListEvenForAnAddressThatWasMovedAway) {
  for (const char* text : {"a@b.example", "a.rather.long.local.part@some.rather.long.example"}) {
    auto address = EmailAddress::parse(text).value();
    const auto taken = std::move(address);
    // NOLINTNEXTLINE(bugprone-use-after-move): that is what is tested
    const auto request = removal_request(k_lists_options, SuppressionList::bounces, address);
    EXPECT_NE(request.url.find("/bounces/"), std::string::npos) << request.url;
    EXPECT_NE(request.url.find("%40", request.url.find("/bounces/")), std::string::npos)
        << request.url;
  }
}

TEST(SuppressionRequest, AddsARowAsItWas) {
  const Suppression bounce{.list = SuppressionList::bounces,
                           .code = "550",
                           .error = "5.2.1 disabled & gone",
                           .created_at = parse_time("2026-11-12T12:00:00Z")};
  const auto request = addition_request(k_lists_options, bounce, odd_address());
  EXPECT_EQ(request.method, http::Method::post);
  EXPECT_EQ(request.url, "https://api.eu.mailgun.net/v3/d.example/bounces");
  EXPECT_EQ(request.body,
            "address=jane%2Ba%2Fb%3Fc%40acme.example&code=550&error=5.2.1%20disabled%20%26%20gone"
            "&created_at=Thu%2C%2012%20Nov%202026%2012%3A00%3A00%20%2B0000");
}

TEST(SuppressionRequest, AddsAComplaintWithWhatItHas) {
  const Suppression complaint{.list = SuppressionList::complaints};
  const auto request = addition_request(k_lists_options, complaint, odd_address());
  EXPECT_EQ(request.url, "https://api.eu.mailgun.net/v3/d.example/complaints");
  EXPECT_EQ(request.body, "address=jane%2Ba%2Fb%3Fc%40acme.example");
}

}  // namespace
}  // namespace latchkey::mailgun
