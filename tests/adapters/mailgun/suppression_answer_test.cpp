#include "adapters/mailgun/suppression_answer.hpp"

#include "tests/doubles/fixture.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <nlohmann/json.hpp>

#include <string>
#include <utility>
#include <vector>

namespace latchkey::mailgun {
namespace {

using nlohmann::json;
using testing::ElementsAre;
using testing::HasSubstr;
using testing::IsEmpty;
using Table = SuppressionTable;

const Options k_answer_options{"https://api.mailgun.net", Secret{"key-1"}, "d.example"};

EmailAddress listed_address() {
  return EmailAddress::parse("jane.doe@acme.example").value();
}

http::Response answer_with(int status, const json& body) {
  return {status, {{"Content-Type", "application/json"}}, body.dump()};
}

http::Response not_found(const std::string& message) {
  return answer_with(404, {{"message", message}});
}

Expected<TableRow> row_from(Table table, const http::Response& response) {
  return table_row(k_answer_options, table, listed_address(), response);
}

json recorded_row(const std::string& name) {
  return json::parse(doubles::fixture("mailgun/" + name + "_row.json"));
}

const std::vector<std::pair<Table, std::string>> k_rows = {{Table::bounces, "bounce"},
                                                           {Table::complaints, "complaint"},
                                                           {Table::unsubscribes, "unsubscribe"},
                                                           {Table::allowlist, "allowlist"}};

TEST(SuppressionAnswer, ReadsARowOfEachTable) {
  const auto bounce = row_from(Table::bounces, answer_with(200, recorded_row("bounce"))).value();
  EXPECT_TRUE(bounce.listed);
  EXPECT_EQ(bounce.row.list, SuppressionList::bounces);
  EXPECT_EQ(bounce.row.code, "550");
  EXPECT_EQ(bounce.row.error, "5.1.1 user unknown");
  EXPECT_EQ(format_rfc3339(bounce.row.created_at.value()), "2026-11-19T12:59:15Z");

  const auto complaint =
      row_from(Table::complaints, answer_with(200, recorded_row("complaint"))).value();
  EXPECT_EQ(complaint.row.list, SuppressionList::complaints);
  EXPECT_EQ(complaint.row.code, "");
  EXPECT_EQ(format_rfc3339(complaint.row.created_at.value()), "2026-11-18T08:00:00Z");

  const auto unsubscribe =
      row_from(Table::unsubscribes, answer_with(200, recorded_row("unsubscribe"))).value();
  EXPECT_EQ(unsubscribe.row.list, SuppressionList::unsubscribes);
  EXPECT_THAT(unsubscribe.row.tags, ElementsAre("*"));

  EXPECT_TRUE(row_from(Table::allowlist, answer_with(200, recorded_row("allowlist")))->listed);
}

TEST(SuppressionAnswer, SaysNotListedForTheDocumented404Only) {
  const std::vector<std::pair<Table, std::string>> documented = {
      {Table::bounces, "Address not found in bounces table"},
      {Table::complaints, "No spam complaints found for this address"},
      {Table::unsubscribes, "Address not found in unsubscribers table"},
      {Table::allowlist, "Address/Domain not found in allowlist table"}};
  for (const auto& [table, text] : documented) {
    for (const auto& [asked, name] : k_rows) {
      const auto row = row_from(asked, not_found(text));
      EXPECT_EQ(row.has_value(), asked == table) << text << " to a look-up of a " << name;
      EXPECT_FALSE(row && row->listed);
    }
  }
}

// A wrong domain must not read as "not suppressed".
TEST(SuppressionAnswer, TakesEveryOther404ForAWrongPlace) {
  const std::string html = "<html><body>404: Address not found in bounces table</body></html>";
  const http::Response page{404, {{"Content-Type", "text/html"}}, html};
  const http::Response words{404, {}, "Address not found in bounces table"};
  const auto under_error = answer_with(404, {{"error", "Address not found in bounces table"}});
  for (const auto& response :
       {not_found("Domain not found: d.example"), not_found("domain not found"),
        not_found("Not Found"), page, words, under_error, answer_with(404, {{"message", 7}}),
        answer_with(404, nullptr)}) {
    const auto row = row_from(Table::bounces, response);
    ASSERT_FALSE(row) << response.body;
    EXPECT_EQ(row.error().kind, ErrorKind::not_found);
    EXPECT_THAT(row.error().what, HasSubstr("api.mailgun.net has no domain d.example"));
  }
}

TEST(SuppressionAnswer, NamesTheListsWhereTheRoleMayNotReadThem) {
  const auto row = row_from(Table::bounces, answer_with(403, {{"message", "Forbidden"}}));
  ASSERT_FALSE(row);
  EXPECT_EQ(row.error().what,
            "Mailgun: 403 forbidden: the key's role or the plan does not allow using the "
            "suppression lists of d.example");
}

TEST(SuppressionAnswer, KeepsAnyTextOrNumberThatWasStoredAsACode) {
  for (const auto& [code, expected] :
       {std::pair{json("777"), "777"}, std::pair{json(550), "550"}, std::pair{json(nullptr), ""},
        std::pair{json("mailbox gone"), "mailbox gone"}, std::pair{json::array({1}), ""}}) {
    auto body = recorded_row("bounce");
    body["code"] = code;
    EXPECT_EQ(row_from(Table::bounces, answer_with(200, body))->row.code, expected) << code;
  }
}

// Only the address must be there: without it nobody knows whose row it is.
TEST(SuppressionAnswer, SurvivesAnyFieldThatIsMissingNullOrOfAnotherType) {
  for (const auto& [table, name] : k_rows) {
    const auto recorded = recorded_row(name);
    const std::string owner = table == Table::allowlist ? "value" : "address";
    for (const auto& field : recorded.items()) {
      auto body = recorded;
      body.erase(field.key());
      EXPECT_EQ(row_from(table, answer_with(200, body)).has_value(), field.key() != owner)
          << name << " without " << field.key();
      for (const json& other :
           {json(nullptr), json(42), json(true), json::array({1, "a"}), json::object({{"a", 1}})}) {
        body = recorded;
        body[field.key()] = other;
        EXPECT_EQ(row_from(table, answer_with(200, body)).has_value(), field.key() != owner)
            << name << " with " << field.key() << " " << other;
      }
    }
  }
  auto odd = recorded_row("unsubscribe");
  odd["tags"] = {"news", 7, nullptr};
  odd["created_at"] = "yesterday";
  const auto row = row_from(Table::unsubscribes, answer_with(200, odd)).value();
  EXPECT_THAT(row.row.tags, ElementsAre("news"));
  EXPECT_EQ(row.row.created_at, std::nullopt);
}

TEST(SuppressionAnswer, RefusesWhatIsNoRowOfThisAddress) {
  auto other = recorded_row("bounce");
  other["address"] = "janedoe@acme.example";
  const json list = {{"items", json::array({recorded_row("bounce")})}, {"paging", json::object()}};
  const auto whole = recorded_row("bounce").dump();
  const http::Response cut{200, {}, whole.substr(0, whole.size() / 2)};
  const http::Response page{200, {{"Content-Type", "text/html"}}, "<html>Sign in</html>"};
  for (const auto& response : {answer_with(200, other), answer_with(200, list), cut, page,
                               answer_with(200, json::array()), http::Response{200, {}, ""}}) {
    const auto row = row_from(Table::bounces, response);
    ASSERT_FALSE(row) << response.body;
    EXPECT_EQ(row.error().kind, ErrorKind::misunderstood);
  }
}

TEST(SuppressionAnswer, TakesCapitalsAndADomainsEntryForTheAddress) {
  auto capitals = recorded_row("bounce");
  capitals["address"] = "Jane.Doe@ACME.example";
  EXPECT_TRUE(row_from(Table::bounces, answer_with(200, capitals)));
  auto domain = recorded_row("allowlist");
  domain["type"] = "domain";
  domain["value"] = "acme.example";
  EXPECT_TRUE(row_from(Table::allowlist, answer_with(200, domain))->listed);
}

Expected<void> removal_from(SuppressionList list, const http::Response& response) {
  return removal_answer(k_answer_options, list, listed_address(), response);
}

// Some of these answers were recorded as text/plain.
TEST(SuppressionAnswer, TakesARemovalForDoneWhateverItsContentType) {
  const json body = {{"address", "jane.doe@acme.example"},
                     {"message", "Bounced address has been removed"}};
  EXPECT_TRUE(removal_from(SuppressionList::bounces, answer_with(200, body)));
  EXPECT_TRUE(removal_from(SuppressionList::bounces,
                           {200, {{"Content-Type", "text/plain"}}, body.dump() + "\n"}));
}

TEST(SuppressionAnswer, TakesARemovalForDoneWhereTheRowIsGoneAlready) {
  EXPECT_TRUE(
      removal_from(SuppressionList::bounces, not_found("Address not found in bounces table")));
  EXPECT_TRUE(removal_from(SuppressionList::unsubscribes,
                           not_found("Unsubscribe event for this tag does not exist")));
  EXPECT_FALSE(removal_from(SuppressionList::bounces, not_found("Domain not found: d.example")));
  EXPECT_FALSE(removal_from(SuppressionList::bounces, {404, {}, "<html>404</html>"}));
}

TEST(SuppressionAnswer, IsUncertainOfARemovalThatSomethingElseMayHaveAnswered) {
  const json other = {{"address", "joe@acme.example"}, {"message", "removed"}};
  for (const auto& response :
       {answer_with(200, other), answer_with(200, json::object()),
        answer_with(200, {{"message", 1}}), http::Response{200, {}, "<html>Sign in</html>"},
        http::Response{200, {}, ""}}) {
    const auto removed = removal_from(SuppressionList::bounces, response);
    ASSERT_FALSE(removed) << response.body;
    EXPECT_EQ(removed.error().kind, ErrorKind::uncertain);
  }
}

TEST(SuppressionAnswer, KnowsAnAdditionThatWasMade) {
  const auto added = [](const http::Response& response) {
    return addition_answer(k_answer_options, SuppressionList::bounces, response);
  };
  EXPECT_TRUE(
      added(answer_with(200, {{"message", "Address has been added to the bounces table"}})));
  const auto foreign = added({200, {}, "<html>Sign in</html>"});
  ASSERT_FALSE(foreign);
  EXPECT_EQ(foreign.error().kind, ErrorKind::uncertain);
  const auto refused = added(answer_with(403, {{"message", "role"}}));
  ASSERT_FALSE(refused);
  EXPECT_EQ(refused.error().kind, ErrorKind::refused);
}

}  // namespace
}  // namespace latchkey::mailgun
