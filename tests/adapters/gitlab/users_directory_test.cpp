#include "adapters/gitlab/gitlab.hpp"
#include "tests/doubles/await.hpp"
#include "tests/doubles/fake_clock.hpp"
#include "tests/doubles/fixture.hpp"
#include "tests/doubles/held_http_client.hpp"
#include "tests/doubles/scripted_http_client.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <boost/asio/co_spawn.hpp>
#include <boost/asio/detached.hpp>
#include <boost/asio/io_context.hpp>

#include <string>
#include <vector>

namespace latchkey::gitlab {
namespace {

using doubles::fixture;
using doubles::json_response;
using testing::ElementsAre;
using testing::IsEmpty;
using testing::SizeIs;

EmailAddress email(const std::string& text) {
  return EmailAddress::parse(text).value();
}

/// One list of users out of two.
std::string joined_lists(const std::string& first, const std::string& second) {
  return first.substr(0, first.rfind(']')) + "," + second.substr(second.find('[') + 1);
}

class UsersDirectory : public testing::Test {
 protected:
  UsersDirectory() {
    Options options;
    options.service = "GitLab.com";
    options.url = "https://gitlab.example/";
    options.token = Secret{"glpat-1"};
    options.deadline = std::chrono::seconds{5};
    directory_ = create_account_directory(std::move(options), http_, clock_);
  }

  void as_administrator() {
    http_.answer("/api/v4/user", json_response(200, fixture("gitlab/user_self_admin.json")));
  }
  void as_somebody_else() {
    http_.answer("/api/v4/user", json_response(200, fixture("gitlab/user_self_regular.json")));
  }
  Expected<AccountsFound> find(std::vector<std::string> texts = {"jane.doe@acme.example"},
                               Reach reach = Reach::look_alikes) {
    std::vector<EmailAddress> spellings;
    spellings.reserve(texts.size());
    for (const auto& text : texts) spellings.push_back(email(text));
    return doubles::await(directory_->find(spellings, reach));
  }

  doubles::FakeClock clock_{TimePoint{std::chrono::hours{24}}};
  doubles::ScriptedHttpClient http_;
  std::unique_ptr<AccountDirectory> directory_;
};

TEST_F(UsersDirectory, FindsAnAccountByItsPrimaryAddress) {
  as_administrator();
  http_.answer("/users?search=jane.doe%40acme.example&humans=true",
               json_response(200, fixture("gitlab/users_admin.json")));
  const auto found = find();
  ASSERT_TRUE(found) << found.error().what;
  ASSERT_THAT(found->rows, SizeIs(1));
  EXPECT_EQ(found->rows[0].id, "4711");
  EXPECT_TRUE(found->shape.confirmed_at.is_empty());
  EXPECT_EQ(http_.requests().back().headers.at(0).second, "glpat-1");
}

TEST_F(UsersDirectory, SaysThatThereIsNoAccountOnlyAsAnAdministrator) {
  as_administrator();
  http_.answer("/users?search=", json_response(200, "[]"));
  const auto found = find();
  ASSERT_TRUE(found);
  EXPECT_THAT(found->rows, IsEmpty());
  EXPECT_TRUE(found->shape.confirmed_at.exists());
}

// A token that is not an administrator's gets 200 with an empty list: that proves nothing.
TEST_F(UsersDirectory, RefusesATokenWhoseOwnerIsNoAdministrator) {
  as_somebody_else();
  http_.answer("/users?search=", json_response(200, "[]"));
  const auto found = find();
  ASSERT_FALSE(found);
  EXPECT_EQ(found.error().kind, ErrorKind::refused);
  EXPECT_NE(found.error().what.find("would prove nothing"), std::string::npos);
}

TEST_F(UsersDirectory, RefusesRowsThatShowNoAddresses) {
  as_administrator();
  http_.answer("/users?search=", json_response(200, fixture("gitlab/users_regular.json")));
  const auto found = find();
  ASSERT_FALSE(found);
  EXPECT_EQ(found.error().kind, ErrorKind::refused);
}

// The proof costs no round trip: it is one of the questions that are asked together.
TEST_F(UsersDirectory, AsksWhoTheTokenBelongsToTogetherWithTheFirstSearch) {
  boost::asio::io_context io{1};
  doubles::HeldHttpClient http{io};
  Options options;
  options.service = "GitLab.com";
  options.url = "https://gitlab.example";
  const auto directory = create_account_directory(std::move(options), http, clock_);
  boost::asio::co_spawn(io, directory->find({email("jane.doe@acme.example")}, Reach::look_alikes),
                        boost::asio::detached);
  io.poll();
  ASSERT_EQ(http.count(), 2U);
  EXPECT_EQ(http.request(0).url, "https://gitlab.example/api/v4/user");
  EXPECT_NE(http.request(1).url.find("/users?search="), std::string::npos);
}

TEST_F(UsersDirectory, AsksOnceAMinuteWhoTheTokenBelongsTo) {
  as_administrator();
  http_.always("/users?search=", json_response(200, "[]"));
  ASSERT_TRUE(find());
  clock_.advance(std::chrono::seconds{59});
  ASSERT_TRUE(find());
  EXPECT_THAT(http_.requests(), SizeIs(3));
  clock_.advance(std::chrono::seconds{1});
  as_administrator();
  ASSERT_TRUE(find());
  EXPECT_THAT(http_.requests(), SizeIs(5));
}

// The token was exchanged, or its owner lost the right: the empty list must not read as "no
// account" from then on.
TEST_F(UsersDirectory, NoticesWithinAMinuteThatTheOwnerIsNoAdministratorAnyMore) {
  as_administrator();
  http_.always("/users?search=", json_response(200, "[]"));
  ASSERT_TRUE(find());
  clock_.advance(std::chrono::minutes{1});
  as_somebody_else();
  const auto found = find();
  ASSERT_FALSE(found);
  EXPECT_EQ(found.error().kind, ErrorKind::refused);
}

TEST_F(UsersDirectory, AsksAgainAfterARefusal) {
  http_.always("/users?search=", json_response(200, "[]"));
  as_somebody_else();
  EXPECT_FALSE(find());
  as_administrator();
  EXPECT_TRUE(find());
}

TEST_F(UsersDirectory, AsksForEverySpellingAndCountsAnAccountOnce) {
  as_administrator();
  http_.answer("search=jane.doe%40", json_response(200, fixture("gitlab/users_admin.json")));
  http_.answer("search=jane%2Bgitlab%40", json_response(200, fixture("gitlab/users_admin.json")));
  http_.answer("search=jane_doe%40", json_response(200, "[]"));
  const auto found =
      find({"jane.doe@acme.example", "jane_doe@acme.example", "jane+gitlab@acme.example"});
  ASSERT_TRUE(found);
  EXPECT_THAT(found->rows, SizeIs(1));
  EXPECT_EQ(http_.unused(), 0U);
}

// Of a service that is not diagnosed, a second account beside the address's own says nothing: one
// question, and none about whom the search came upon by name.
TEST_F(UsersDirectory, LooksNoFurtherElsewhereWhereTheAddressHasAnAccount) {
  as_administrator();
  http_.answer("search=jane.doe%40acme.example",
               json_response(200, joined_lists(fixture("gitlab/users_admin.json"),
                                               fixture("gitlab/users_admin_other_email.json"))));
  const auto found =
      find({"jane.doe@acme.example", "jane_doe@acme.example"}, Reach::look_alikes_where_none);
  ASSERT_TRUE(found) << found.error().what;
  ASSERT_THAT(found->rows, SizeIs(1));
  EXPECT_EQ(found->rows[0].id, "4711");
  EXPECT_THAT(http_.requests(), SizeIs(2)) << "whose the token is, and one search";
}

TEST_F(UsersDirectory, SearchesForOtherSpellingsElsewhereWhereNoAccountHasTheAddress) {
  as_administrator();
  http_.answer("search=jane_doe%40acme.example", json_response(200, "[]"));
  http_.answer("search=jane.doe%40acme.example",
               json_response(200, fixture("gitlab/users_admin.json")));
  const auto found =
      find({"jane_doe@acme.example", "jane.doe@acme.example"}, Reach::look_alikes_where_none);
  ASSERT_TRUE(found) << found.error().what;
  ASSERT_THAT(found->rows, SizeIs(1));
  EXPECT_EQ(found->rows[0].id, "4711");
}

// The address is a confirmed secondary one of whom the search found: told by the emails, which are
// asked for together with the other spellings. The same row found by one of these is no other.
TEST_F(UsersDirectory, TellsASecondaryAddressElsewhereAndCountsItsAccountOnce) {
  as_administrator();
  http_.always("/users?search=",
               json_response(200, fixture("gitlab/users_admin_other_email.json")));
  http_.answer("/users/4712/emails", json_response(200, fixture("gitlab/emails.json")));
  const auto found = find({"old@acme.example", "o.ld@acme.example"}, Reach::look_alikes_where_none);
  ASSERT_TRUE(found) << found.error().what;
  ASSERT_THAT(found->rows, SizeIs(1));
  EXPECT_THAT(found->rows[0].secondary_emails, ElementsAre("old@acme.example"));
  EXPECT_THAT(http_.requests(), SizeIs(4));
}

// Whether it is somebody else's, a third question would tell, after the second one's answer.
TEST_F(UsersDirectory, LeavesOutWhomOnlyAnotherSpellingFoundByAName) {
  as_administrator();
  http_.answer("search=jane.doe%40", json_response(200, "[]"));
  http_.answer("search=old%40", json_response(200, fixture("gitlab/users_admin_other_email.json")));
  const auto found =
      find({"jane.doe@acme.example", "old@acme.example"}, Reach::look_alikes_where_none);
  ASSERT_TRUE(found) << found.error().what;
  EXPECT_THAT(found->rows, IsEmpty());
}

TEST_F(UsersDirectory, FailsWhereAnotherSpellingCouldNotBeSearchedForElsewhere) {
  as_administrator();
  http_.answer("search=jane.doe%40", json_response(200, "[]"));
  http_.always("search=jane_doe%40", json_response(500, "oops"));
  EXPECT_FALSE(
      find({"jane.doe@acme.example", "jane_doe@acme.example"}, Reach::look_alikes_where_none));
}

// Search also matches names and user names, so another address in the row proves nothing.
TEST_F(UsersDirectory, ClaimsARowWithAnotherAddressOnlyByAConfirmedSecondaryOne) {
  as_administrator();
  http_.always("/users?search=",
               json_response(200, fixture("gitlab/users_admin_other_email.json")));
  http_.always("/users/4712/emails", json_response(200, fixture("gitlab/emails.json")));
  const auto confirmed = find({"old@acme.example"});
  ASSERT_TRUE(confirmed);
  ASSERT_THAT(confirmed->rows, SizeIs(1));
  EXPECT_EQ(confirmed->rows[0].email, "someone@else.example");
  EXPECT_THAT(confirmed->rows[0].secondary_emails, ElementsAre("old@acme.example"));
  EXPECT_TRUE(has_address(confirmed->rows[0], email("old@acme.example")));

  const auto unconfirmed = find({"new@acme.example"});
  ASSERT_TRUE(unconfirmed);
  EXPECT_THAT(unconfirmed->rows, IsEmpty());
}

// An old version: neither "no account" nor an account would be sure.
TEST_F(UsersDirectory, FailsWhereItIsNotToldWhetherTheAskedSecondaryAddressWasConfirmed) {
  as_administrator();
  http_.always("/users?search=",
               json_response(200, fixture("gitlab/users_admin_other_email.json")));
  http_.always("/users/4712/emails", json_response(200, fixture("gitlab/emails_old_version.json")));
  for (const auto reach : {Reach::look_alikes, Reach::look_alikes_where_none}) {
    const auto found = find({"Old@acme.example", "o.ld@acme.example"}, reach);
    ASSERT_FALSE(found);
    EXPECT_EQ(found.error().kind, ErrorKind::misunderstood);
    EXPECT_EQ(found.error().what,
              "GitLab.com: an account has this address as a secondary one, and whether it was "
              "confirmed is not told");
  }
}

// It is a guess only, and nothing follows from one that is left out.
TEST_F(UsersDirectory, LeavesOutALookAlikeOfWhichItIsNotToldWhetherItWasConfirmed) {
  as_administrator();
  http_.always("/users?search=",
               json_response(200, fixture("gitlab/users_admin_other_email.json")));
  http_.answer("/users/4712/emails", json_response(200, fixture("gitlab/emails_old_version.json")));
  const auto found = find({"o.ld@acme.example", "old@acme.example"});
  ASSERT_TRUE(found) << found.error().what;
  EXPECT_THAT(found->rows, IsEmpty());
}

TEST_F(UsersDirectory, LeavesOutAnAccountThatWasDeletedBetweenTheQuestions) {
  as_administrator();
  http_.answer("/users?search=",
               json_response(200, fixture("gitlab/users_admin_other_email.json")));
  http_.answer("/users/4712/emails", json_response(404, R"({"message":"404 User Not Found"})"));
  const auto found = find();
  ASSERT_TRUE(found);
  EXPECT_THAT(found->rows, IsEmpty());
}

TEST_F(UsersDirectory, FailsWhereAnAddressCouldNotBeToldApart) {
  as_administrator();
  http_.answer("/users?search=",
               json_response(200, fixture("gitlab/users_admin_other_email.json")));
  http_.always("/users/4712/emails", json_response(500, "oops"));
  EXPECT_FALSE(find());
}

TEST_F(UsersDirectory, FollowsOneNextPageOfItsOwnHost) {
  as_administrator();
  http_.answer("per_page=100", json_response(200, "[]",
                                             {{"Link",
                                               "<https://gitlab.example/api/v4/users?page=2>; "
                                               "rel=\"next\""}}));
  http_.answer("users?page=2", json_response(200, fixture("gitlab/users_admin.json")));
  const auto found = find();
  ASSERT_TRUE(found) << found.error().what;
  EXPECT_THAT(found->rows, SizeIs(1));
}

TEST_F(UsersDirectory, NeverFollowsANextPageElsewhere) {
  as_administrator();
  http_.answer("/users?search=",
               json_response(200, "[]", {{"Link", "<https://evil.example/x>; rel=\"next\""}}));
  const auto found = find();
  ASSERT_FALSE(found);
  EXPECT_EQ(found.error().kind, ErrorKind::misunderstood);
  EXPECT_NE(found.error().what.find("evil.example"), std::string::npos);
}

// The same account by its secondary address under two spellings: told apart once.
TEST_F(UsersDirectory, AsksForTheAddressesOfAnAccountOnce) {
  as_administrator();
  http_.always("/users?search=",
               json_response(200, fixture("gitlab/users_admin_other_email.json")));
  http_.answer("/users/4712/emails", json_response(200, fixture("gitlab/emails.json")));
  const auto found = find({"old@acme.example", "o.ld@acme.example"});
  ASSERT_TRUE(found);
  EXPECT_THAT(found->rows, SizeIs(1));
  EXPECT_EQ(http_.unused(), 0U);
}

TEST_F(UsersDirectory, ObeysGitLabsRateLimit) {
  as_administrator();
  http_.always("/users?search=", http::Response{429,
                                                {{"Retry-After", "60"},
                                                 {"RateLimit-Remaining", "0"},
                                                 {"Content-Type", "text/plain"}},
                                                "Retry later\n"});
  const auto found = find({"a.b@acme.example", "a_b@acme.example"});
  ASSERT_FALSE(found);
  EXPECT_EQ(found.error().kind, ErrorKind::rate_limited);
  EXPECT_EQ(found.error().retry_after, std::chrono::seconds{60});
}

// Wherever an answer is cut off, there is an error: half a list must never read as "no account".
TEST_F(UsersDirectory, RefusesAnAnswerThatIsCutOffAnywhere) {
  const auto user = fixture("gitlab/user_self_admin.json");
  const auto users = fixture("gitlab/users_admin_other_email.json");
  const auto emails = fixture("gitlab/emails.json");
  const auto ask = [](const std::string& self, const std::string& rows, const std::string& list) {
    doubles::ScriptedHttpClient http;
    http.answer("/api/v4/user", json_response(200, self));
    Options options;
    options.service = "GitLab.com";
    options.url = "https://gitlab.example";
    http.answer("/users?search=", json_response(200, rows));
    http.answer("/users/4712/emails", json_response(200, list));
    const SystemClock clock;
    const auto directory = create_account_directory(options, http, clock);
    return doubles::await(directory->find({email("old@acme.example")}, Reach::look_alikes));
  };
  ASSERT_TRUE(ask(user, users, emails));
  const auto is_refused = [](const Expected<AccountsFound>& found) {
    return !found && found.error().kind == ErrorKind::misunderstood;
  };
  const auto end = [](const std::string& text) { return text.find_last_of("}]"); };
  for (std::size_t cut = 0; cut < end(user); cut += 7) {
    EXPECT_TRUE(is_refused(ask(user.substr(0, cut), users, emails))) << cut;
  }
  for (std::size_t cut = 0; cut < end(users); cut += 7) {
    EXPECT_TRUE(is_refused(ask(user, users.substr(0, cut), emails))) << cut;
  }
  for (std::size_t cut = 0; cut < end(emails); cut += 3) {
    EXPECT_TRUE(is_refused(ask(user, users, emails.substr(0, cut)))) << cut;
  }
}

TEST_F(UsersDirectory, RefusesRowsOfAnotherForm) {
  for (const char* body : {"{}", "null", "[1]", R"([{"email":"a@b.example"}])",
                           R"([{"id":"x","email":"a@b.example"}])", R"([{"id":1,"email":null}])"}) {
    doubles::ScriptedHttpClient http;
    Options options;
    options.service = "GitLab.com";
    options.url = "https://gitlab.example";
    http.answer("/api/v4/user", json_response(200, fixture("gitlab/user_self_admin.json")));
    http.answer("/users?search=", json_response(200, body));
    const SystemClock clock;
    const auto directory = create_account_directory(options, http, clock);
    const auto found =
        doubles::await(directory->find({email("jane.doe@acme.example")}, Reach::look_alikes));
    ASSERT_FALSE(found) << body;
    EXPECT_EQ(found.error().kind, ErrorKind::misunderstood) << body;
  }
}

}  // namespace
}  // namespace latchkey::gitlab
