#include "adapters/mailgun/mailgun.hpp"
#include "tests/doubles/await.hpp"
#include "tests/doubles/fixture.hpp"
#include "tests/doubles/held_http_client.hpp"
#include "tests/doubles/scripted_http_client.hpp"

#include <gtest/gtest.h>
#include <boost/asio/co_spawn.hpp>
#include <boost/asio/detached.hpp>

#include <string>

namespace latchkey::mailgun {
namespace {

using doubles::json_response;

constexpr const char* k_bounces = "/v3/d.example/bounces/jane.doe%40acme.example";
constexpr const char* k_complaints = "/v3/d.example/complaints/jane.doe%40acme.example";
constexpr const char* k_unsubscribes = "/v3/d.example/unsubscribes/jane.doe%40acme.example";
constexpr const char* k_allowlist = "/v3/d.example/whitelists/jane.doe%40acme.example";
constexpr const char* k_allowed_domain = "/v3/d.example/whitelists/acme.example";

EmailAddress on_lists() {
  return EmailAddress::parse("jane.doe@acme.example").value();
}

Options options_of_lists() {
  return {"https://api.mailgun.net", Secret{"key-1"}, "d.example", std::chrono::seconds{5}};
}

http::Response missing(const std::string& message) {
  return json_response(404, R"({"message":")" + message + "\"}");
}

http::Response recorded_as(const std::string& name) {
  return json_response(200, doubles::fixture("mailgun/" + name + "_row.json"));
}

class MailgunSuppressions : public testing::Test {
 protected:
  /// What no test asked for is on no list.
  void otherwise_on_no_list() {
    http_.always(k_bounces, missing("Address not found in bounces table"));
    http_.always(k_complaints, missing("No spam complaints found for this address"));
    http_.always(k_unsubscribes, missing("Address not found in unsubscribers table"));
    http_.always(k_allowlist, missing("Address/Domain not found in allowlist table"));
    http_.always(k_allowed_domain, missing("Address/Domain not found in allowlist table"));
  }

  Expected<SuppressionsFound> find() {
    const auto lists = create_suppression_lists(options_of_lists(), http_);
    return doubles::await(lists->find(on_lists()));
  }

  std::optional<Error> lift(SuppressionList list = SuppressionList::bounces) {
    const auto lists = create_suppression_lists(options_of_lists(), http_);
    const auto lifted = doubles::await(lists->lift(list, on_lists()));
    return lifted ? std::nullopt : std::optional{lifted.error()};
  }

  std::optional<Error> put_back() {
    const auto lists = create_suppression_lists(options_of_lists(), http_);
    const auto added = doubles::await(lists->put_back({.code = "550"}, on_lists()));
    return added ? std::nullopt : std::optional{added.error()};
  }

  doubles::ScriptedHttpClient http_;
};

// The allowlist says something of a bounce only.
TEST_F(MailgunSuppressions, FindsNothingWhereAllListsSayNotFound) {
  otherwise_on_no_list();
  const auto found = find();
  ASSERT_TRUE(found) << found.error().what;
  EXPECT_TRUE(found->rows.empty());
  EXPECT_FALSE(found->allowlisted);
  EXPECT_EQ(http_.requests().size(), 3U);
}

TEST_F(MailgunSuppressions, GivesTheRowsOfAllLists) {
  http_.answer(k_bounces, recorded_as("bounce"));
  http_.answer(k_complaints, recorded_as("complaint"));
  http_.answer(k_unsubscribes, recorded_as("unsubscribe"));
  otherwise_on_no_list();
  const auto found = find();
  ASSERT_TRUE(found) << found.error().what;
  ASSERT_EQ(found->rows.size(), 3U);
  EXPECT_EQ(found->rows[0].list, SuppressionList::bounces);
  EXPECT_EQ(found->rows[1].list, SuppressionList::complaints);
  EXPECT_EQ(found->rows[2].list, SuppressionList::unsubscribes);
  EXPECT_FALSE(found->allowlisted);
}

TEST_F(MailgunSuppressions, KnowsAnAddressOnTheAllowlist) {
  http_.answer(k_bounces, recorded_as("bounce"));
  http_.answer(k_allowlist, recorded_as("allowlist"));
  otherwise_on_no_list();
  EXPECT_TRUE(find().value().allowlisted);
}

TEST_F(MailgunSuppressions, KnowsAnAddressWhoseWholeDomainIsOnTheAllowlist) {
  http_.answer(k_bounces, recorded_as("bounce"));
  http_.answer(k_allowed_domain, json_response(200, R"({"type":"domain","value":"acme.example"})"));
  otherwise_on_no_list();
  EXPECT_TRUE(find().value().allowlisted);
}

// "Not on a list" may not be said of lists that were not all asked.
TEST_F(MailgunSuppressions, FailsWhereOneTableCouldNotBeAsked) {
  for (const char* table :
       {k_bounces, k_complaints, k_unsubscribes, k_allowlist, k_allowed_domain}) {
    doubles::ScriptedHttpClient http;
    http.answer(table, json_response(404, R"({"message":"Domain not found: d.example"})"));
    http.always(k_bounces, recorded_as("bounce"));
    http.always(k_complaints, missing("No spam complaints found for this address"));
    http.always(k_unsubscribes, missing("Address not found in unsubscribers table"));
    http.always(k_allowlist, missing("Address/Domain not found in allowlist table"));
    http.always(k_allowed_domain, missing("Address/Domain not found in allowlist table"));
    const auto lists = create_suppression_lists(options_of_lists(), http);
    const auto found = doubles::await(lists->find(on_lists()));
    ASSERT_FALSE(found) << table;
    EXPECT_EQ(found.error().kind, ErrorKind::not_found);
  }
}

// One after the other would make the longest chain of a diagnosis three questions long.
TEST_F(MailgunSuppressions, AreAskedAllAtOnce) {
  boost::asio::io_context io;
  doubles::HeldHttpClient http{io};
  const auto lists = create_suppression_lists(options_of_lists(), http);
  boost::asio::co_spawn(io, lists->find(on_lists()), boost::asio::detached);
  io.poll();
  EXPECT_EQ(http.count(), 3U);
}

TEST_F(MailgunSuppressions, AskOnceMoreAfterAnError5xx) {
  http_.answer(k_bounces, json_response(502, "{}"));
  otherwise_on_no_list();
  EXPECT_TRUE(find());
}

TEST_F(MailgunSuppressions, AreLiftedByOneRemovalOfOneRow) {
  http_.answer(std::string{"DELETE https://api.mailgun.net"} + k_bounces,
               json_response(200, R"({"address":"jane.doe@acme.example","message":"removed"})"));
  EXPECT_FALSE(lift());
  EXPECT_EQ(http_.requests().size(), 1U);
}

TEST_F(MailgunSuppressions, AreLiftedFromTheListThatWasNamed) {
  http_.answer(std::string{"DELETE https://api.mailgun.net"} + k_complaints,
               missing("No spam complaints found for this address"));
  EXPECT_FALSE(lift(SuppressionList::complaints)) << "gone already is gone";
}

// A removal that was cut off may have been done: the list itself knows.
TEST_F(MailgunSuppressions, AreLookedUpWhereTheRemovalWasCutOff) {
  http_.answer("DELETE", Error{ErrorKind::uncertain, "Mailgun: cut"});
  http_.answer("GET", missing("Address not found in bounces table"));
  EXPECT_FALSE(lift());

  http_.answer("DELETE", Error{ErrorKind::uncertain, "Mailgun: cut"});
  http_.answer("GET", recorded_as("bounce"));
  EXPECT_EQ(lift().value().kind, ErrorKind::uncertain);

  http_.answer("DELETE", Error{ErrorKind::uncertain, "Mailgun: cut"});
  http_.answer("GET", json_response(401, "Forbidden"));
  EXPECT_EQ(lift().value().kind, ErrorKind::uncertain);
  EXPECT_EQ(http_.unused(), 0U);
}

TEST_F(MailgunSuppressions, AreRemovedOnceMoreAfterAnError5xxAndThenLookedUp) {
  http_.answer("DELETE", json_response(500, "{}"));
  http_.answer("DELETE", json_response(500, "{}"));
  http_.answer("GET", recorded_as("bounce"));
  const auto error = lift();
  ASSERT_TRUE(error);
  EXPECT_EQ(error->kind, ErrorKind::unavailable);
  EXPECT_EQ(http_.unused(), 0U);
}

TEST_F(MailgunSuppressions, SayWhyTheyCouldNotBeLifted) {
  http_.answer("DELETE", json_response(403, R"({"message":"role"})"));
  const auto error = lift();
  ASSERT_TRUE(error);
  EXPECT_EQ(error->kind, ErrorKind::refused);
  EXPECT_EQ(error->vendor_text, "role");
  EXPECT_EQ(http_.requests().size(), 1U);
}

TEST_F(MailgunSuppressions, ArePutBackByOneAddition) {
  http_.answer("POST https://api.mailgun.net/v3/d.example/bounces",
               json_response(200, R"({"message":"Address has been added to the bounces table"})"));
  EXPECT_FALSE(put_back());
  EXPECT_EQ(http_.requests().size(), 1U);
}

// An addition that was cut off may have been made: the list itself knows.
TEST_F(MailgunSuppressions, AreLookedUpWhereTheAdditionWasCutOff) {
  http_.answer("POST", Error{ErrorKind::uncertain, "Mailgun: cut"});
  http_.answer("GET", recorded_as("bounce"));
  EXPECT_FALSE(put_back());

  http_.answer("POST", Error{ErrorKind::uncertain, "Mailgun: cut"});
  http_.answer("GET", missing("Address not found in bounces table"));
  EXPECT_EQ(put_back().value().kind, ErrorKind::uncertain);
  EXPECT_EQ(http_.unused(), 0U);
}

}  // namespace
}  // namespace latchkey::mailgun
