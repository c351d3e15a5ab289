#include "adapters/portal/postgres_account_directory.hpp"

#include "tests/doubles/await.hpp"
#include "tests/harness/postgres_server.hpp"

#include <gtest/gtest.h>
#include <signal.h>

#include <algorithm>
#include <fstream>
#include <optional>
#include <sstream>
#include <stdexcept>
#include <thread>

namespace latchkey::portal {
namespace {

using harness::PostgresServer;
using std::chrono::milliseconds;
using std::chrono::seconds;

EmailAddress address(const std::string& text) {
  return *EmailAddress::parse(text);
}

std::string portal_schema() {
  std::ifstream file{LATCHKEY_PORTAL_SCHEMA};
  std::stringstream text;
  text << file.rdbuf();
  return text.str();
}

/// A database with the customers table of the real portal and its reader role.
class PostgresAccountDirectoryTest : public testing::Test {
 protected:
  void SetUp() override {
    database_ = server_.create_database();
    execute(portal_schema());
  }

  void execute(const std::string& sql) { server_.execute(database_, sql); }

  void add(harness::Columns columns) {
    columns.emplace_back("created_at", "2026-11-20 08:00:03.123456");
    columns.emplace_back("updated_at", "2026-11-20 08:00:03.123456");
    server_.insert(database_, "customers", columns);
  }

  PostgresOptions options() {
    PostgresOptions options;
    options.service = "CustomersDot";
    options.dsn = Secret{server_.dsn(database_, "latchkey_reader")};
    options.table = "customers";
    options.deadline = seconds{30};  // never reached, but where a test says so
    return options;
  }

  Expected<AccountsFound> find(AccountDirectory& directory, std::vector<EmailAddress> spellings) {
    return doubles::await(directory.find(std::move(spellings)), context_);
  }

  Expected<AccountsFound> find(const PostgresOptions& given, const std::string& asked) {
    PostgresAccountDirectory directory{given};
    return find(directory, {address(asked)});
  }

  PostgresServer& server_ = PostgresServer::shared();
  std::string database_;
  boost::asio::io_context context_;
};

TEST_F(PostgresAccountDirectoryTest, ReadsTheRowOfAnUnconfirmedCustomer) {
  add({{"email", "jane.doe@acme.example"},
       {"first_name", "Jane"},
       {"last_name", "O'Doe \\ \"J\""},
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
  busy.deadline = seconds{2};
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

TEST_F(PostgresAccountDirectoryTest, SaysThatNobodyListensOnThePort) {
  auto nowhere = options();
  nowhere.dsn = Secret{"host=127.0.0.1 port=1 user=latchkey_reader password=hunter2"};
  const auto found = find(nowhere, "jane@acme.example");
  ASSERT_FALSE(found);
  EXPECT_EQ(found.error().kind, ErrorKind::unreachable);
  EXPECT_EQ(found.error().what, "CustomersDot: the database cannot be reached");
  EXPECT_NE(found.error().vendor_text.find("Connection refused"), std::string::npos);
  EXPECT_EQ(found.error().vendor_text.find("hunter2"), std::string::npos);
}

TEST_F(PostgresAccountDirectoryTest, SaysThatTheDatabaseDoesNotLetItIn) {
  auto stranger = options();
  stranger.dsn = Secret{server_.dsn(database_, "nobody_of_this_name")};
  const auto found = find(stranger, "jane@acme.example");
  ASSERT_FALSE(found);
  EXPECT_EQ(found.error().kind, ErrorKind::refused);
  EXPECT_EQ(found.error().what, "CustomersDot: the database does not let Latchkey in");
}

TEST_F(PostgresAccountDirectoryTest, ShowsNothingOfADsnThatLibpqDoesNotUnderstand) {
  auto garbled = options();
  garbled.dsn = Secret{"host=127.0.0.1 hunter2"};
  const auto found = find(garbled, "jane@acme.example");
  ASSERT_FALSE(found);
  EXPECT_EQ(found.error().kind, ErrorKind::not_configured);
  EXPECT_EQ(found.error().vendor_text, "");
}

// A view that sleeps stands for a replica that is too busy.
TEST_F(PostgresAccountDirectoryTest, LetsTheServerEndAQuestionThatTakesTooLong) {
  execute(
      "CREATE VIEW slow AS SELECT 'jane@acme.example'::varchar AS email, pg_sleep(60)::text AS"
      " state; GRANT SELECT ON slow TO latchkey_reader");
  auto hasty = options();
  hasty.table = "slow";
  // Statements get four fifths of it, so the server's answer comes first.
  hasty.deadline = seconds{8};
  const auto found = find(hasty, "jane@acme.example");
  ASSERT_FALSE(found);
  EXPECT_EQ(found.error().kind, ErrorKind::timed_out);
  EXPECT_EQ(found.error().what, "CustomersDot: the database took too long");
  EXPECT_NE(found.error().vendor_text.find("statement timeout"), std::string::npos);
}

std::string backend_of_the_reader(const PostgresServer& server, const std::string& database) {
  const auto rows =
      server.execute("postgres",
                     "SELECT pid FROM pg_stat_activity WHERE usename = 'latchkey_reader' AND"
                     " datname = '" +
                         database + "'");
  return rows.empty() ? "" : rows[0][0];
}

TEST_F(PostgresAccountDirectoryTest, ConnectsAnewWhenItsConnectionWasKilledBetweenQuestions) {
  add({{"email", "jane@acme.example"}});
  PostgresAccountDirectory directory{options()};
  ASSERT_TRUE(find(directory, {address("jane@acme.example")}));
  const auto backend = backend_of_the_reader(server_, database_);
  // The second argument waits until the backend is gone.
  execute("SELECT pg_terminate_backend(" + backend + ", 10000)");
  const auto found = find(directory, {address("jane@acme.example")});
  ASSERT_TRUE(found) << found.error().what;
  EXPECT_EQ(found->rows.size(), 1U);
}

// The view ends its own connection in the middle of the question.
TEST_F(PostgresAccountDirectoryTest, SaysThatTheConnectionBrokeInTheMiddleOfAQuestion) {
  execute(
      "CREATE FUNCTION end_it() RETURNS text LANGUAGE sql SECURITY DEFINER VOLATILE AS"
      " 'SELECT pg_terminate_backend(pg_backend_pid())::text || pg_sleep(60)::text';"
      "CREATE VIEW deadly AS SELECT 'jane@acme.example'::varchar AS email, end_it() AS state;"
      "GRANT SELECT ON deadly TO latchkey_reader");
  auto deadly = options();
  deadly.table = "deadly";
  PostgresAccountDirectory directory{deadly};
  const auto found = find(directory, {address("jane@acme.example")});
  ASSERT_FALSE(found);
  EXPECT_EQ(found.error().kind, ErrorKind::unreachable);
  EXPECT_EQ(found.error().what, "CustomersDot: the connection to the database broke");
  EXPECT_NE(found.error().vendor_text.find("server closed the connection"), std::string::npos);

  execute("CREATE OR REPLACE FUNCTION end_it() RETURNS text LANGUAGE sql AS $$SELECT 'active'$$");
  const auto next = find(directory, {address("jane@acme.example")});
  ASSERT_TRUE(next) << next.error().what << next.error().vendor_text;
  EXPECT_EQ(next->rows.size(), 1U);
}

// What an administrator does to a question that runs for too long, and a replica to one that keeps
// it from following its primary. The view cancels its own question in the middle.
TEST_F(PostgresAccountDirectoryTest, SaysThatItsQuestionWasCancelledAndAnswersTheNextOne) {
  execute(
      "CREATE FUNCTION cancel_it() RETURNS text LANGUAGE sql SECURITY DEFINER VOLATILE AS"
      " 'SELECT pg_cancel_backend(pg_backend_pid())::text || pg_sleep(60)::text';"
      "CREATE VIEW cancelled AS SELECT 'jane@acme.example'::varchar AS email, cancel_it() AS state;"
      "GRANT SELECT ON cancelled TO latchkey_reader");
  auto cancelled = options();
  cancelled.table = "cancelled";
  PostgresAccountDirectory directory{cancelled};
  const auto found = find(directory, {address("jane@acme.example")});
  ASSERT_FALSE(found);
  EXPECT_EQ(found.error().kind, ErrorKind::unavailable);
  EXPECT_EQ(found.error().what, "CustomersDot: the database could not answer");
  EXPECT_NE(found.error().vendor_text.find("canceling statement"), std::string::npos);

  execute("CREATE OR REPLACE FUNCTION cancel_it() RETURNS text LANGUAGE sql AS $$SELECT 'x'$$");
  const auto next = find(directory, {address("jane@acme.example")});
  ASSERT_TRUE(next) << next.error().what << next.error().vendor_text;
  EXPECT_EQ(next->rows.size(), 1U);
}

// A server that stands still answers no timeout of its own; the thread must come free all the same.
TEST_F(PostgresAccountDirectoryTest, GivesUpAServerThatStandsStillAndAnswersTheNextQuestion) {
  add({{"email", "jane@acme.example"}});
  auto hasty = options();
  hasty.deadline = seconds{3};
  PostgresAccountDirectory directory{hasty};
  ASSERT_TRUE(find(directory, {address("jane@acme.example")}));
  const int backend = std::stoi(backend_of_the_reader(server_, database_));
  ASSERT_EQ(kill(backend, SIGSTOP), 0);
  const auto stuck = find(directory, {address("jane@acme.example")});
  const auto next = find(directory, {address("jane@acme.example")});
  kill(backend, SIGCONT);
  ASSERT_FALSE(stuck);
  EXPECT_EQ(stuck.error().kind, ErrorKind::timed_out);
  EXPECT_EQ(stuck.error().what, "CustomersDot: the database did not answer in time");
  ASSERT_TRUE(next) << next.error().what;
  EXPECT_EQ(next->rows.size(), 1U);
}

/// Waits until the SQL is true on the server.
void wait_until(const PostgresServer& server, const std::string& condition) {
  for (int i = 0; i < 3'000; ++i) {
    if (server.execute("postgres", "SELECT " + condition)[0][0] == "t") return;
    std::this_thread::sleep_for(milliseconds{10});
  }
  throw std::runtime_error("never came true: " + condition);
}

TEST_F(PostgresAccountDirectoryTest, TellsHowFarAReplicaIsBehind) {
  const auto standby = PostgresServer::standby_of(server_);
  const auto written = [&](const std::string& email) {
    add({{"email", email}});
    // Not what is written yet: commits are asynchronous here.
    const auto end = server_.execute("postgres", "SELECT pg_current_wal_insert_lsn()")[0][0];
    return "'" + end + "'::pg_lsn";
  };
  auto with = options();
  with.dsn = Secret{standby.dsn(database_, "latchkey_reader")};
  PostgresAccountDirectory directory{with};

  wait_until(standby, "pg_last_wal_replay_lsn() >= " + written("jane@acme.example"));
  const auto caught_up = find(directory, {address("jane@acme.example")});
  ASSERT_TRUE(caught_up) << caught_up.error().what << caught_up.error().vendor_text;
  EXPECT_EQ(caught_up->rows.size(), 1U);
  EXPECT_EQ(caught_up->behind, seconds{0});

  standby.execute("postgres", "SELECT pg_wal_replay_pause()");
  wait_until(standby, "pg_get_wal_replay_pause_state() = 'paused'");
  wait_until(standby, "pg_last_wal_receive_lsn() >= " + written("omar@acme.example"));
  const auto late = find(directory, {address("omar@acme.example")});
  ASSERT_TRUE(late) << late.error().what;
  EXPECT_TRUE(late->rows.empty());
  EXPECT_GE(late->behind, seconds{1});

  standby.execute("postgres", "SELECT pg_wal_replay_resume()");
  wait_until(standby, "pg_last_wal_replay_lsn() >= pg_last_wal_receive_lsn()");
  EXPECT_EQ(find(directory, {address("omar@acme.example")})->behind, seconds{0});

  // All that arrived is replayed, but nothing arrives any more.
  standby.execute("postgres", "ALTER SYSTEM SET primary_conninfo = ''");
  standby.execute("postgres", "SELECT pg_reload_conf()");
  wait_until(standby, "NOT EXISTS (SELECT FROM pg_stat_wal_receiver)");
  EXPECT_GE(find(directory, {address("omar@acme.example")})->behind, seconds{1});
}

TEST_F(PostgresAccountDirectoryTest, KnowsNoLagWhereTheServerIsNoReplica) {
  EXPECT_EQ(find(options(), "jane@acme.example")->behind, std::nullopt);
}

// Amazon's Aurora refuses the functions that tell; the accounts must be read all the same.
TEST_F(PostgresAccountDirectoryTest, ReadsTheAccountsOfAServerThatDoesNotTellItsLag) {
  add({{"email", "jane@acme.example"}});
  execute(
      "CREATE SCHEMA aurora; GRANT USAGE ON SCHEMA aurora TO latchkey_reader;"
      "CREATE FUNCTION aurora.pg_is_in_recovery() RETURNS boolean LANGUAGE plpgsql AS"
      " $$BEGIN RAISE EXCEPTION 'currently not supported for Aurora'; END$$");
  execute("ALTER DATABASE " + database_ + " SET search_path = aurora, pg_catalog, public");
  PostgresAccountDirectory directory{options()};
  for (int i = 0; i < 2; ++i) {
    const auto found = find(directory, {address("jane@acme.example")});
    ASSERT_TRUE(found) << found.error().what << found.error().vendor_text;
    EXPECT_EQ(found->rows.size(), 1U);
    EXPECT_EQ(found->behind, std::nullopt);
  }
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
