#include "adapters/portal/portal.hpp"
#include "tests/doubles/await.hpp"
#include "tests/doubles/fixture.hpp"
#include "tests/doubles/scripted_http_client.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <stdexcept>
#include <string>
#include <vector>

namespace latchkey::portal {
namespace {

using doubles::fixture;
using doubles::json_response;
using testing::IsEmpty;
using testing::SizeIs;

RestOptions options() {
  RestOptions options;
  options.service = "CustomersDot";
  options.url = "https://admin.example/api/customers?email={email}&all=1";
  options.authorization = Secret{"Token abc"};
  options.list = "/customers";
  options.fields = {{"email", "/login/mail"}, {"unconfirmed_email", "/login/pending"}};
  options.deadline = std::chrono::seconds{5};
  return options;
}

Expected<AccountsFound> find(http::Client& http, std::vector<std::string> texts,
                             RestOptions with = options(), Reach reach = Reach::look_alikes) {
  std::vector<EmailAddress> spellings;
  spellings.reserve(texts.size());
  for (const auto& text : texts) spellings.push_back(EmailAddress::parse(text).value());
  const auto directory = create_rest_account_directory(std::move(with), http);
  return doubles::await(directory->find(spellings, reach));
}

TEST(RestAccountDirectory, FindsAnAccountWhateverTheCaseOfItsAddress) {
  doubles::ScriptedHttpClient http;
  http.answer("email=jane.doe%40acme.example&all=1",
              json_response(200, fixture("portal/customers.json")));
  const auto found = find(http, {"jane.doe@acme.example"});
  ASSERT_TRUE(found) << found.error().what;
  ASSERT_THAT(found->rows, SizeIs(1));
  EXPECT_EQ(found->rows[0].email, "Jane.Doe@acme.example");
  EXPECT_TRUE(found->shape.confirmed_at.is_empty());
  EXPECT_TRUE(found->shape_known);
  EXPECT_EQ(http.requests()[0].headers.back().second, "Token abc");
}

// On a service that is not diagnosed a second account is not worth fifteen questions.
TEST(RestAccountDirectory, AsksForOtherSpellingsElsewhereOnlyWhereNoAccountHasTheAddress) {
  const std::vector<std::string> spellings = {"jane.doe@acme.example", "jane_doe@acme.example"};
  doubles::ScriptedHttpClient http;
  http.answer("email=jane.doe%40", json_response(200, fixture("portal/customers.json")));
  const auto found = find(http, spellings, options(), Reach::look_alikes_where_none);
  ASSERT_TRUE(found) << found.error().what;
  EXPECT_THAT(found->rows, SizeIs(1));
  EXPECT_THAT(http.requests(), SizeIs(1));

  http.answer("email=jane.doe%40", json_response(200, R"({"customers":[]})"));
  http.answer("email=jane_doe%40",
              json_response(200, R"({"customers":[{"login":{"mail":"jane_doe@acme.example"}}]})"));
  const auto other = find(http, spellings, options(), Reach::look_alikes_where_none);
  ASSERT_TRUE(other) << other.error().what;
  ASSERT_THAT(other->rows, SizeIs(1));
  EXPECT_EQ(other->rows[0].email, "jane_doe@acme.example");
}

TEST(RestAccountDirectory, SaysThatThereIsNoAccount) {
  for (const char* body : {R"({"customers":[]})", R"({"customers":null})"}) {
    doubles::ScriptedHttpClient http;
    http.answer("email=", json_response(200, body));
    const auto found = find(http, {"jane.doe@acme.example"});
    ASSERT_TRUE(found) << body;
    EXPECT_THAT(found->rows, IsEmpty());
    EXPECT_TRUE(found->shape.unconfirmed_email.exists()) << "the configuration names it";
    EXPECT_FALSE(found->shape_known);
  }
}

TEST(RestAccountDirectory, TakesOneObjectAndAWholeDocument) {
  doubles::ScriptedHttpClient http;
  http.answer("email=", json_response(200, R"({"id":"a1","email":"jane.doe@acme.example"})"));
  auto with = options();
  with.list = "";
  with.fields.clear();
  const auto found = find(http, {"jane.doe@acme.example"}, with);
  ASSERT_TRUE(found);
  ASSERT_THAT(found->rows, SizeIs(1));
  EXPECT_EQ(found->rows[0].id, "a1");
  EXPECT_FALSE(found->rows[0].confirmed_at.exists());
}

TEST(RestAccountDirectory, TakesOneObjectWhereverThePointerLeads) {
  doubles::ScriptedHttpClient http;
  http.answer("email=", json_response(200, R"({"data":{"results":[{"customer":{"id":"a1",)"
                                           R"("email":"jane.doe@acme.example"}}]}})"));
  auto with = options();
  with.list = "/data/results/0/customer";
  with.fields.clear();
  const auto found = find(http, {"jane.doe@acme.example"}, with);
  ASSERT_TRUE(found) << found.error().what;
  ASSERT_THAT(found->rows, SizeIs(1));
  EXPECT_EQ(found->rows[0].id, "a1");
}

TEST(RestAccountDirectory, RefusesAnAnswerWithoutWhatThePointerLeadsTo) {
  for (const char* body : {R"({"data":{}})", R"({"data":{"results":[]}})", R"({"data":[]})",
                           R"({"data":null})", "5"}) {
    doubles::ScriptedHttpClient http;
    http.answer("email=", json_response(200, body));
    auto with = options();
    with.list = "/data/results/0/customer";
    const auto found = find(http, {"jane.doe@acme.example"}, with);
    ASSERT_FALSE(found) << body;
    EXPECT_EQ(found.error().kind, ErrorKind::misunderstood);
    EXPECT_EQ(found.error().what, "CustomersDot: the answer has no /data/results/0/customer");
  }
}

// An API that ignores the address gives the first page of everybody: no proof that nobody has it.
TEST(RestAccountDirectory, DoesNotBelieveOnePageOfSeveralThatLacksTheAddress) {
  const auto page = [](const std::string& mail) {
    return json_response(
        200, R"({"next":"/customers?page=2","customers":[{"id":1,"login":{"mail":")" + mail +
                 R"("}}]})");
  };
  doubles::ScriptedHttpClient others;
  others.answer("email=", page("omar@acme.example"));
  const auto unknown = find(others, {"jane.doe@acme.example"});
  ASSERT_FALSE(unknown);
  EXPECT_EQ(unknown.error().kind, ErrorKind::misunderstood);
  EXPECT_NE(unknown.error().what.find("one page of several"), std::string::npos);

  doubles::ScriptedHttpClient hers;
  hers.answer("email=", page("Jane.Doe@acme.example"));
  const auto known = find(hers, {"jane.doe@acme.example"});
  ASSERT_TRUE(known);
  EXPECT_THAT(known->rows, SizeIs(1));

  // Some APIs name a next page always: nothing follows an empty one.
  doubles::ScriptedHttpClient nobody;
  nobody.answer("email=", json_response(200, R"({"next":"/customers?page=2","customers":[]})"));
  EXPECT_TRUE(find(nobody, {"jane.doe@acme.example"}));
}

TEST(RestAccountDirectory, RefusesAnAnswerThatIsCutOffAnywhere) {
  const auto whole = fixture("portal/customers.json");
  for (std::size_t cut = 0; cut < whole.rfind('}'); cut += 5) {
    doubles::ScriptedHttpClient http;
    http.answer("email=", json_response(200, whole.substr(0, cut)));
    const auto found = find(http, {"jane.doe@acme.example"});
    ASSERT_FALSE(found) << cut;
    EXPECT_EQ(found.error().kind, ErrorKind::misunderstood);
  }
}

TEST(RestAccountDirectory, AsksForEachSpellingAndCountsARowOnce) {
  doubles::ScriptedHttpClient http;
  http.always("email=jane", json_response(200, fixture("portal/customers.json")));
  const auto found =
      find(http, {"jane_doe@acme.example", "jane.doe@acme.example", "janedoe@acme.example"});
  ASSERT_TRUE(found);
  EXPECT_THAT(found->rows, SizeIs(1));
  EXPECT_THAT(http.requests(), SizeIs(3));
}

// An API may search in parts of addresses, or in names.
TEST(RestAccountDirectory, LeavesOutWhatWasNotAskedFor) {
  doubles::ScriptedHttpClient http;
  http.answer("email=", json_response(200, fixture("portal/customers.json")));
  const auto found = find(http, {"doe@acme.example"});
  ASSERT_TRUE(found);
  EXPECT_THAT(found->rows, IsEmpty());
}

TEST(RestAccountDirectory, KeepsARowOnWhichTheAskedAddressWaits) {
  doubles::ScriptedHttpClient http;
  http.answer("email=", json_response(200, R"({"customers":[{"id":1,"login":)"
                                           R"({"mail":"old@acme.example",)"
                                           R"("pending":"New@acme.example"}}]})"));
  const auto found = find(http, {"new@acme.example"});
  ASSERT_TRUE(found);
  ASSERT_THAT(found->rows, SizeIs(1));
  EXPECT_EQ(found->rows[0].unconfirmed_email.value(), "New@acme.example");
}

TEST(RestAccountDirectory, AsksNothingMoreAfterTheFirstQuestionFailed) {
  doubles::ScriptedHttpClient http;
  http.always("email=", json_response(401, R"({"error":"no"})"));
  const auto found = find(http, {"a.b@acme.example", "a_b@acme.example", "ab@acme.example"});
  ASSERT_FALSE(found);
  EXPECT_EQ(found.error().kind, ErrorKind::refused);
  EXPECT_EQ(found.error().what, "CustomersDot: 401 unauthorized");
  EXPECT_THAT(http.requests(), SizeIs(1));
}

TEST(RestAccountDirectory, FailsWhereOneSpellingCouldNotBeAsked) {
  doubles::ScriptedHttpClient http;
  http.answer("email=a.b", json_response(200, R"({"customers":[]})"));
  http.answer("email=a_b", json_response(403, ""));
  http.always("email=", json_response(200, R"({"customers":[]})"));
  EXPECT_FALSE(find(http, {"a.b@acme.example", "a_b@acme.example", "ab@acme.example"}));
}

TEST(RestAccountDirectory, TakesNotFoundForAnErrorAndSaysWhatIsDue) {
  doubles::ScriptedHttpClient http;
  http.answer("email=", json_response(404, "{}"));
  const auto found = find(http, {"jane.doe@acme.example"});
  ASSERT_FALSE(found);
  EXPECT_EQ(found.error().kind, ErrorKind::not_found);
  EXPECT_NE(found.error().what.find("200 and an empty list are due"), std::string::npos);
}

TEST(RestAccountDirectory, RefusesAnswersOfAnotherForm) {
  for (const char* body :
       {"[]", "{}", "null", R"({"customers":5})", R"({"customers":"none"})", R"({"customers":[5]})",
        R"({"customers":[{"id":1}]})", R"({"customers":[{"id":1,"login":{"mail":null}}]})"}) {
    doubles::ScriptedHttpClient http;
    http.answer("email=", json_response(200, body));
    const auto found = find(http, {"jane.doe@acme.example"});
    ASSERT_FALSE(found) << body;
    EXPECT_EQ(found.error().kind, ErrorKind::misunderstood) << body;
  }
}

TEST(RestAccountDirectory, CannotStartWithAListThatIsNoPointer) {
  doubles::ScriptedHttpClient http;
  auto with = options();
  with.list = "customers";
  EXPECT_THROW(create_rest_account_directory(with, http), std::invalid_argument);
}

}  // namespace
}  // namespace latchkey::portal
