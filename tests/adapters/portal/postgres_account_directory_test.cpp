#include "tests/adapters/portal/postgres_account_directory_fixture.hpp"

#include <gtest/gtest.h>

#include <chrono>
#include <string>

namespace latchkey::portal {
namespace {

TEST_F(PostgresAccountDirectoryTest, ReadsTheRowOfAnUnconfirmedCustomer) {
  add({{"email", "jane.doe@acme.example"},
       {"first_name", "Jane"},
       {"last_name", R"(O'Doe \ "J")"},
       {"confirmation_sent_at", "2026-11-20 08:00:04"},
       {"sign_in_count", "3"},
       {"login_activated", "false"}});
  const auto found = find(options(), "jane.doe@acme.example");
  ASSERT_TRUE(found) << found.error().what << found.error().vendor_text;
  ASSERT_EQ(found->rows.size(), 1U);
  const auto& row = found->rows[0];
  EXPECT_EQ(row.id, "1");
  EXPECT_EQ(row.email, "jane.doe@acme.example");
  EXPECT_EQ(row.name.value(), "Jane O'Doe \\ \"J\"");
  EXPECT_EQ(row.created_at.value(), parse_time("2026-11-20T08:00:03.123456Z"));
  EXPECT_TRUE(row.confirmed_at.is_empty());
  EXPECT_EQ(row.confirmation_sent_at.value(), parse_time("2026-11-20T08:00:04Z"));
  EXPECT_EQ(row.sign_in_count.value(), 3);
  EXPECT_EQ(row.login_activated.value(), false);
  EXPECT_FALSE(row.state.exists());
  EXPECT_FALSE(row.has_password.exists());
}

TEST_F(PostgresAccountDirectoryTest, AnswersNoRowWithTheShapeOfOne) {
  const auto found = find(options(), "nobody@acme.example");
  ASSERT_TRUE(found);
  EXPECT_TRUE(found->rows.empty());
  EXPECT_TRUE(found->shape.confirmed_at.exists());
  EXPECT_TRUE(found->shape.locked_at.exists());
  EXPECT_FALSE(found->shape.subscription.exists());
}

TEST_F(PostgresAccountDirectoryTest, FindsEachSpelling) {
  add({{"email", "jane.doe@acme.example"}});
  add({{"email", "jane_doe@acme.example"}});
  add({{"email", "somebody@acme.example"}});
  PostgresAccountDirectory directory{options()};
  const auto found =
      find(directory, {address("jane.doe@acme.example"), address("jane_doe@acme.example"),
                       address("jane-doe@acme.example")});
  ASSERT_TRUE(found);
  EXPECT_EQ(found->rows.size(), 2U);
}

TEST_F(PostgresAccountDirectoryTest, FindsARowThatWasStoredWithCapitals) {
  add({{"email", "Jane.Doe@ACME.example"}});
  const auto found = find(options(), "jane.doe@acme.example");
  ASSERT_TRUE(found);
  ASSERT_EQ(found->rows.size(), 1U);
  EXPECT_EQ(found->rows[0].email, "Jane.Doe@ACME.example");
}

TEST_F(PostgresAccountDirectoryTest, FindsTheRowOnWhichTheAskedAddressWaits) {
  add({{"email", "jane@old.example"}, {"unconfirmed_email", "jane@new.example"}});
  const auto found = find(options(), "jane@new.example");
  ASSERT_TRUE(found);
  ASSERT_EQ(found->rows.size(), 1U);
  EXPECT_EQ(found->rows[0].email, "jane@old.example");
  EXPECT_EQ(found->rows[0].unconfirmed_email.value(), "jane@new.example");
}

// No index leads to it: where the table is too large or too busy, the rest is answered all the
// same.
TEST_F(PostgresAccountDirectoryTest, SaysThatItCouldNotTellWhetherTheAddressWaitsSomewhere) {
  add({{"email", "jane@acme.example"}});
  execute(
      "CREATE FUNCTION slowly(varchar) RETURNS varchar LANGUAGE sql VOLATILE AS"
      " 'SELECT pg_sleep(60)::varchar';"
      "CREATE VIEW busy AS SELECT id, email, slowly(unconfirmed_email) AS unconfirmed_email"
      " FROM customers; GRANT SELECT ON busy TO latchkey_reader");
  auto busy = options();
  busy.table = "busy";
  busy.columns = {{"unconfirmed_email", "unconfirmed_email"}};
  busy.deadline = std::chrono::seconds{8};
  const auto found = find(busy, "nobody@acme.example");
  ASSERT_TRUE(found) << found.error().what << found.error().vendor_text;
  EXPECT_TRUE(found->rows.empty());
  ASSERT_TRUE(found->waiting_unknown);
  EXPECT_EQ(found->waiting_unknown->kind, ErrorKind::timed_out);
  EXPECT_EQ(found->waiting_unknown->what,
            "CustomersDot: whether the address waits for its confirmation on another account could "
            "not be looked up in time");
}

// Another spelling's pending change is somebody else's business.
TEST_F(PostgresAccountDirectoryTest, LooksForThePendingChangeOfTheAskedAddressOnly) {
  add({{"email", "jane@old.example"}, {"unconfirmed_email", "jane_doe@acme.example"}});
  PostgresAccountDirectory directory{options()};
  const auto found =
      find(directory, {address("jane.doe@acme.example"), address("jane_doe@acme.example")});
  ASSERT_TRUE(found);
  EXPECT_TRUE(found->rows.empty());
}

TEST_F(PostgresAccountDirectoryTest, TakesQuotesInAnAddressForWhatTheyAre) {
  add({{"email", "o'hara--%_@acme.example"}});
  add({{"email", "jane@acme.example"}});
  const auto found = find(options(), "o'hara--%_@acme.example");
  ASSERT_TRUE(found) << found.error().vendor_text;
  ASSERT_EQ(found->rows.size(), 1U);
  EXPECT_EQ(found->rows[0].email, "o'hara--%_@acme.example");
}

TEST_F(PostgresAccountDirectoryTest, ReadsAViewThatComputesWhetherThereIsAPassword) {
  add({{"email", "jane@acme.example"}, {"encrypted_password", "$2a$04$digest"}});
  auto with_view = options();
  with_view.table = "public.customer_accounts";
  const auto found = find(with_view, "jane@acme.example");
  ASSERT_TRUE(found) << found.error().what;
  ASSERT_EQ(found->rows.size(), 1U);
  EXPECT_EQ(found->rows[0].has_password.value(), true);
}

TEST_F(PostgresAccountDirectoryTest, KnowsNoLocksWhereTheSchemaHasNone) {
  execute("ALTER TABLE customers DROP failed_attempts CASCADE, DROP locked_at, DROP unlock_token");
  add({{"email", "jane@acme.example"}});
  const auto found = find(options(), "jane@acme.example");
  ASSERT_TRUE(found);
  EXPECT_FALSE(found->rows.at(0).locked_at.exists());
  EXPECT_FALSE(found->shape.failed_attempts.exists());
}

// information_schema would hide such a column, and "may not see" would read as "has none".
TEST_F(PostgresAccountDirectoryTest, TellsAColumnThatItMayNotReadFromOneThatIsNotThere) {
  execute("REVOKE SELECT (confirmed_at) ON customers FROM latchkey_reader");
  add({{"email", "jane@acme.example"}, {"confirmed_at", "2026-11-20 09:00"}});
  const auto found = find(options(), "jane@acme.example");
  ASSERT_TRUE(found) << found.error().what;
  EXPECT_TRUE(found->rows.at(0).confirmed_at.exists());
  EXPECT_FALSE(found->rows.at(0).confirmed_at.was_read());
}

TEST_F(PostgresAccountDirectoryTest, SeesAGrantThatWasMadeWhileItRan) {
  execute("REVOKE SELECT (confirmed_at) ON customers FROM latchkey_reader");
  PostgresAccountDirectory directory{options()};
  EXPECT_FALSE(find(directory, {address("jane@acme.example")})->shape.confirmed_at.was_read());
  execute("GRANT SELECT (confirmed_at) ON customers TO latchkey_reader");
  EXPECT_TRUE(find(directory, {address("jane@acme.example")})->shape.confirmed_at.was_read());
}

TEST_F(PostgresAccountDirectoryTest, SaysThatTheAddressesMayNotBeRead) {
  execute("REVOKE SELECT (email) ON customers FROM latchkey_reader");
  const auto found = find(options(), "jane@acme.example");
  ASSERT_FALSE(found);
  EXPECT_EQ(found.error().kind, ErrorKind::refused);
  EXPECT_EQ(found.error().what,
            "CustomersDot: the email column of \"customers\" is missing or may not be read");
}

TEST_F(PostgresAccountDirectoryTest, SaysThatPermissionIsDenied) {
  execute(
      "CREATE TABLE secrets (email varchar);"
      " CREATE VIEW accounts WITH (security_invoker) AS SELECT * FROM secrets;"
      " GRANT SELECT ON accounts TO latchkey_reader");
  auto with_view = options();
  with_view.table = "accounts";
  const auto found = find(with_view, "jane@acme.example");
  ASSERT_FALSE(found);
  EXPECT_EQ(found.error().kind, ErrorKind::refused);
  EXPECT_EQ(found.error().what,
            "CustomersDot: the database role may not read what Latchkey asks for");
  EXPECT_NE(found.error().vendor_text.find("permission denied for table secrets"),
            std::string::npos);
  EXPECT_EQ(found.error().vendor_text.find("jane"), std::string::npos);
}

TEST_F(PostgresAccountDirectoryTest, SaysThatTheTableIsMissing) {
  auto elsewhere = options();
  elsewhere.table = "kunden";
  const auto found = find(elsewhere, "jane@acme.example");
  ASSERT_FALSE(found);
  EXPECT_EQ(found.error().kind, ErrorKind::not_found);
  EXPECT_EQ(found.error().what, "CustomersDot: the database has no table \"kunden\"");
}

TEST_F(PostgresAccountDirectoryTest, WritesNothingEvenWhereItsRoleMay) {
  add({{"email", "jane@acme.example"}});
  execute(
      "CREATE TABLE trace (at timestamp); CREATE FUNCTION note() RETURNS text LANGUAGE sql"
      " SECURITY DEFINER VOLATILE AS 'INSERT INTO trace VALUES (now()) RETURNING 1::text';"
      "CREATE VIEW nosy AS SELECT 'jane@acme.example'::varchar AS email, note() AS state;"
      "GRANT SELECT ON nosy TO latchkey_reader");
  auto nosy = options();
  nosy.table = "nosy";
  const auto found = find(nosy, "jane@acme.example");
  ASSERT_FALSE(found);
  EXPECT_NE(found.error().vendor_text.find("read-only transaction"), std::string::npos);
}

}  // namespace
}  // namespace latchkey::portal
