// Whom a search comes upon besides the asked address: other spellings, and secondary addresses.
#include "tests/adapters/gitlab/users_directory.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <string>

namespace latchkey::gitlab {
namespace {

using testing::ElementsAre;
using testing::IsEmpty;
using testing::SizeIs;

/// One list of users out of two.
std::string joined_lists(const std::string& first, const std::string& second) {
  return first.substr(0, first.rfind(']')) + "," + second.substr(second.find('[') + 1);
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

}  // namespace
}  // namespace latchkey::gitlab
