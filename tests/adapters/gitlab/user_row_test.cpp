#include "adapters/gitlab/user_row.hpp"

#include "tests/doubles/fixture.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <nlohmann/json.hpp>

#include <string>
#include <utility>
#include <vector>

namespace latchkey::gitlab {
namespace {

using nlohmann::json;
using testing::ElementsAre;
using testing::IsEmpty;

json row() {
  return json::parse(doubles::fixture("gitlab/users_admin.json")).at(0);
}

TEST(UserRow, ReadsWhatAnAdministratorSees) {
  const auto account = user_row(row());
  EXPECT_EQ(account.id, "4711");
  EXPECT_EQ(account.email, "jane.doe@acme.example");
  EXPECT_EQ(account.name.value(), "Jane Doe");
  EXPECT_EQ(format_rfc3339(account.created_at.value().value()), "2025-05-23T08:00:58Z");
  EXPECT_EQ(format_rfc3339(account.confirmed_at.value().value()), "2025-05-23T09:05:22Z");
  EXPECT_EQ(format_rfc3339(account.current_sign_in_at.value().value()), "2026-11-20T06:36:55Z");
  EXPECT_EQ(format_rfc3339(account.last_sign_in_at.value().value()), "2026-11-01T11:41:01Z");
  EXPECT_EQ(account.sign_in_count.value(), 12);
  EXPECT_EQ(account.state.value(), "active");
  EXPECT_EQ(account.provider.value(), "google_oauth2, group_saml");
  EXPECT_EQ(account.page, "https://gitlab.example/jane");
}

TEST(UserRow, LinksToNothingButAWebPage) {
  auto changed = row();
  for (const json& strange : {json{}, json(7), json("javascript:alert(1)"), json("/jane")}) {
    changed["web_url"] = strange;
    EXPECT_EQ(user_row(changed).page, "") << strange;
  }
}

TEST(UserRow, HasNothingThatGitLabDoesNotHave) {
  for (const auto& account : {user_row(row()), user_shape()}) {
    EXPECT_FALSE(account.unconfirmed_email.exists());
    EXPECT_FALSE(account.login_activated.exists());
    EXPECT_FALSE(account.reset_password_sent_at.exists());
    EXPECT_FALSE(account.subscription.exists());
    EXPECT_FALSE(account.locked_at.exists());
    EXPECT_FALSE(account.has_password.exists());
    EXPECT_TRUE(account.confirmed_at.exists());
    EXPECT_TRUE(account.state.exists());
  }
}

TEST(UserRow, TakesNullForEmptyAndAMissingOrStrangeFieldForUnreadable) {
  auto user = row();
  user["confirmed_at"] = nullptr;
  EXPECT_TRUE(user_row(user).confirmed_at.is_empty());
  for (const json& other : {json(42), json("yesterday"), json(true), json::array()}) {
    user["confirmed_at"] = other;
    EXPECT_TRUE(user_row(user).confirmed_at.exists());
    EXPECT_FALSE(user_row(user).confirmed_at.was_read()) << other;
  }
  user.erase("confirmed_at");
  EXPECT_TRUE(user_row(user).confirmed_at.exists());
  EXPECT_FALSE(user_row(user).confirmed_at.was_read()) << "never \"unconfirmed\"";
}

TEST(UserRow, ShowsStatesInGitLabsOwnWords) {
  auto user = row();
  user["state"] = "ldap_blocked";
  EXPECT_EQ(user_row(user).state.value(), "ldap_blocked");
  user["locked"] = true;
  EXPECT_EQ(user_row(user).state.value(), "ldap_blocked");
  user["state"] = "active";
  EXPECT_EQ(user_row(user).state.value(), "locked");
  user["locked"] = nullptr;
  EXPECT_EQ(user_row(user).state.value(), "active");
}

TEST(UserRow, ReadsOldVersionsWithoutGuessing) {
  auto user = json::parse(doubles::fixture("gitlab/users_old_version.json")).at(0);
  EXPECT_FALSE(user_row(user).state.was_read()) << "not blocked is not active";
  EXPECT_FALSE(user_row(user).confirmed_at.was_read());
  EXPECT_FALSE(user_row(user).sign_in_count.exists());
  user["blocked"] = true;
  EXPECT_EQ(user_row(user).state.value(), "blocked");
}

TEST(UserRow, SurvivesAnyFieldThatIsMissingOrOfAnotherType) {
  const auto original = row();
  const auto leaves = original.flatten();
  for (const auto& leaf : leaves.items()) {
    for (const json& other : {json(nullptr), json(42), json("text"), json::array({1}),
                              json::object({{"a", 1}}), json(true)}) {
      auto user = original;
      user[json::json_pointer{leaf.key()}] = other;
      const auto account = user_row(user);
      EXPECT_TRUE(account.id == "4711" || account.id == "42" || leaf.key() == "/id");
    }
  }
  for (const auto& member : original.items()) {
    auto user = original;
    user.erase(member.key());
    EXPECT_EQ(user_row(user).id.empty(), member.key() == "id");
  }
}

// A field that is missing or strange must never read as "empty", which for confirmed_at would be
// "unconfirmed", and must leave all others as they are.
TEST(UserRow, ReadsNoBrokenFieldAsEmpty) {
  const auto whole = user_row(row());
  const std::vector<std::pair<const char*, bool (*)(const Account&)>> fields = {
      {"name", [](const Account& it) { return it.name.is_empty(); }},
      {"created_at", [](const Account& it) { return it.created_at.is_empty(); }},
      {"confirmed_at", [](const Account& it) { return it.confirmed_at.is_empty(); }},
      {"current_sign_in_at", [](const Account& it) { return it.current_sign_in_at.is_empty(); }},
      {"last_sign_in_at", [](const Account& it) { return it.last_sign_in_at.is_empty(); }},
      {"sign_in_count", [](const Account& it) { return it.sign_in_count.is_empty(); }},
      {"state", [](const Account& it) { return it.state.is_empty(); }},
      {"identities", [](const Account& it) { return it.provider.is_empty(); }}};
  for (const auto& [name, is_empty] : fields) {
    auto user = row();
    user.erase(name);
    std::vector<json> broken = {user};
    for (const json& other : {json::object({{"a", 1}}), json(true), json::array({1})}) {
      broken.push_back(row());
      broken.back()[name] = other;
    }
    for (const auto& each : broken) {
      const auto account = user_row(each);
      EXPECT_FALSE(is_empty(account)) << name << each;
      EXPECT_EQ(account.email, whole.email);
      EXPECT_EQ(account.name == whole.name, std::string{"name"} != name) << name;
      EXPECT_EQ(account.provider == whole.provider, std::string{"identities"} != name) << name;
      EXPECT_EQ(account.confirmed_at == whole.confirmed_at, std::string{"confirmed_at"} != name);
    }
  }
}

TEST(UserRow, NamesEachIdentityProvider) {
  auto user = row();
  user["identities"] = json::array();
  EXPECT_TRUE(user_row(user).provider.is_empty());
  user["identities"] = {{{"provider", "saml"}, {"extern_uid", "1"}}};
  EXPECT_EQ(user_row(user).provider.value(), "saml");
  for (const char* broken : {R"([{"extern_uid":"1"}])", R"([{"provider":null}])",
                             R"([{"provider":5}])", R"(["saml"])", R"({"provider":"saml"})"}) {
    user["identities"] = json::parse(broken);
    EXPECT_TRUE(user_row(user).provider.exists()) << broken;
    EXPECT_FALSE(user_row(user).provider.was_read()) << broken << ": never \"no provider\"";
  }
}

TEST(SecondaryEmails, AreTheConfirmedOnes) {
  const auto emails = secondary_emails(json::parse(doubles::fixture("gitlab/emails.json")));
  ASSERT_TRUE(emails);
  EXPECT_THAT(emails->confirmed, ElementsAre("old@acme.example"));
  EXPECT_THAT(emails->perhaps_confirmed, IsEmpty());
}

TEST(SecondaryEmails, MayBeConfirmedInVersionsThatDoNotSay) {
  const auto emails =
      secondary_emails(json::parse(doubles::fixture("gitlab/emails_old_version.json")));
  ASSERT_TRUE(emails);
  EXPECT_THAT(emails->confirmed, IsEmpty());
  EXPECT_THAT(emails->perhaps_confirmed, ElementsAre("old@acme.example", "new@acme.example"));
}

TEST(SecondaryEmails, AreNoneWhereTheAnswerIsNoListOfAddresses) {
  for (const json& answer :
       {json(nullptr), json::object(), json{1, 2}, json{{{"id", 1}}}, json{{{"email", 5}}},
        json{{{"email", "a@b.example"}, {"confirmed_at", 5}}}}) {
    EXPECT_FALSE(secondary_emails(answer)) << answer;
  }
}

}  // namespace
}  // namespace latchkey::gitlab
