// How the asked address is looked up: the token that proves the answer, pages, limits, bad answers.
#include "tests/adapters/gitlab/users_directory.hpp"
#include "tests/doubles/held_http_client.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <boost/asio/co_spawn.hpp>
#include <boost/asio/detached.hpp>
#include <boost/asio/io_context.hpp>

#include <string>

namespace latchkey::gitlab {
namespace {

using testing::IsEmpty;
using testing::SizeIs;

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
