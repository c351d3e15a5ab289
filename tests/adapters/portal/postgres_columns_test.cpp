#include "adapters/portal/postgres_columns.hpp"

#include <gtest/gtest.h>

#include <stdexcept>

namespace latchkey::portal {
namespace {

const std::map<std::string, std::string> k_none_named;

TEST(PostgresColumns, SelectsWhatIsThereAndReadable) {
  const PostgresColumns columns{
      {{"id", true}, {"email", true}, {"confirmed_at", false}, {"encrypted_password", true}},
      k_none_named};
  EXPECT_EQ(columns.selected(), (std::vector<std::string>{"id", "email"}));
  EXPECT_EQ(columns.column("email"), "email");
  EXPECT_EQ(columns.column("confirmed_at"), std::nullopt);
}

TEST(PostgresColumns, TellsAFieldThatIsKeptFromUsFromOneThatDoesNotExist) {
  const PostgresColumns columns{{{"email", true}, {"confirmed_at", false}}, k_none_named};
  const auto shape = columns.shape();
  EXPECT_TRUE(shape.confirmed_at.exists());
  EXPECT_FALSE(shape.confirmed_at.was_read());
  EXPECT_FALSE(shape.locked_at.exists());
}

TEST(PostgresColumns, TakesANamedColumnThatIsMissingForUnreadable) {
  const PostgresColumns columns{{{"email", true}}, {{"locked_at", "blocked_since"}}};
  const auto shape = columns.shape();
  EXPECT_TRUE(shape.locked_at.exists());
  EXPECT_FALSE(shape.locked_at.was_read());
}

TEST(PostgresColumns, ReadsANamedColumnInPlaceOfTheFieldsOwn) {
  const PostgresColumns columns{{{"email", true}, {"state", true}, {"status", true}},
                                {{"state", "status"}}};
  EXPECT_EQ(columns.selected(), (std::vector<std::string>{"email", "status"}));
  EXPECT_EQ(columns.account({"jane@acme.example", "blocked"}).state.value(), "blocked");
}

TEST(PostgresColumns, ReadsEachTypeOutOfPostgresqlsText) {
  const PostgresColumns columns{
      {{"email", true}, {"created_at", true}, {"sign_in_count", true}, {"login_activated", true}},
      k_none_named};
  ASSERT_EQ(columns.selected(),
            (std::vector<std::string>{"email", "created_at", "sign_in_count", "login_activated"}));
  const auto account =
      columns.account({"jane@acme.example", "2026-11-20 08:00:03.123456", "17", "false"});
  EXPECT_EQ(account.created_at.value(), parse_time("2026-11-20T08:00:03.123456Z"));
  EXPECT_EQ(account.sign_in_count.value(), 17);
  EXPECT_EQ(account.login_activated.value(), false);
}

TEST(PostgresColumns, TakesAValueOfAnotherTypeForUnreadable) {
  const PostgresColumns columns{
      {{"email", true}, {"created_at", true}, {"sign_in_count", true}, {"login_activated", true}},
      k_none_named};
  const auto account = columns.account({"jane@acme.example", "infinity", "many", "7"});
  EXPECT_TRUE(account.created_at.exists());
  EXPECT_FALSE(account.created_at.was_read());
  EXPECT_FALSE(account.sign_in_count.was_read());
  EXPECT_FALSE(account.login_activated.was_read());
}

TEST(PostgresColumns, JoinsFirstAndLastNameWhereThereIsNoName) {
  const PostgresColumns columns{{{"email", true}, {"first_name", true}, {"last_name", true}},
                                k_none_named};
  EXPECT_EQ(columns.account({"j@a.example", "Jane", "Doe"}).name.value(), "Jane Doe");
  EXPECT_EQ(columns.account({"j@a.example", std::nullopt, "Doe"}).name.value(), "Doe");
  EXPECT_TRUE(columns.account({"j@a.example", std::nullopt, ""}).name.is_empty());
  EXPECT_FALSE(PostgresColumns({{"email", true}}, k_none_named).shape().name.exists());
}

TEST(PostgresColumns, RefusesColumnsThatHoldASecret) {
  for (const char* column : {"encrypted_password", "confirmation_token", "reset_password_token",
                             "unlock_token", "access_token", "password_digest"}) {
    EXPECT_THROW(require_harmless_columns({{"subscription", column}}), std::invalid_argument)
        << column;
  }
  EXPECT_NO_THROW(require_harmless_columns({{"subscription", "plan_text"}}));
}

TEST(PostgresColumns, RefusesNamesThatAreNoneAndFieldsThatNobodyReads) {
  EXPECT_THROW(require_harmless_columns({{"state", "a\" FROM x; --"}}), std::invalid_argument);
  EXPECT_THROW(require_harmless_columns({{"state", ""}}), std::invalid_argument);
  EXPECT_THROW(require_harmless_columns({{"shoe_size", "size"}}), std::invalid_argument);
  EXPECT_THROW(quoted_table("customers; DROP TABLE customers"), std::invalid_argument);
  EXPECT_THROW(quoted_table("a.b.c"), std::invalid_argument);
  EXPECT_THROW(quoted_table(".customers"), std::invalid_argument);
  EXPECT_EQ(quoted_table("customers"), "\"customers\"");
  EXPECT_EQ(quoted_table("public.customers"), "\"public\".\"customers\"");
}

}  // namespace
}  // namespace latchkey::portal
