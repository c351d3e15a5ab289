// Against a primary and a standby of the tests' own.
#include "adapters/portal/postgres_rights.hpp"
#include "tests/adapters/portal/postgres_account_directory_fixture.hpp"

#include <gtest/gtest.h>

#include <functional>
#include <optional>
#include <stdexcept>
#include <string>
#include <thread>

namespace latchkey::portal {
namespace {

using harness::PostgresServer;
using std::chrono::milliseconds;
using std::chrono::seconds;

void wait_for(const std::function<bool()>& condition, const std::string& what) {
  for (int i = 0; i < 3'000; ++i) {
    if (condition()) return;
    std::this_thread::sleep_for(milliseconds{10});
  }
  throw std::runtime_error("never came true: " + what);
}

/// Waits until the SQL is true on the server.
void wait_until(const PostgresServer& server, const std::string& condition) {
  wait_for([&] { return server.execute("postgres", "SELECT " + condition)[0][0] == "t"; },
           condition);
}

// To every diagnosis, and to the doctor alike.
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
  const auto probe = create_postgres_probe(with);
  const auto examined = [&] { return doubles::await(probe->rights(), context_).value(); };

  wait_until(standby, "pg_last_wal_replay_lsn() >= " + written("jane@acme.example"));
  const auto caught_up = find(directory, {address("jane@acme.example")});
  ASSERT_TRUE(caught_up) << caught_up.error().what << caught_up.error().vendor_text;
  EXPECT_EQ(caught_up->rows.size(), 1U);
  // In a moment: the primary writes of its own accord, too.
  wait_for([&] { return find(directory, {address("jane@acme.example")})->behind == seconds{0}; },
           "up to date");
  EXPECT_TRUE(examined().replica);
  wait_for([&] { return examined().lag == seconds{0}; }, "up to date for the doctor");

  standby.execute("postgres", "SELECT pg_wal_replay_pause()");
  wait_until(standby, "pg_get_wal_replay_pause_state() = 'paused'");
  wait_until(standby, "pg_last_wal_receive_lsn() >= " + written("omar@acme.example"));
  const auto late = find(directory, {address("omar@acme.example")});
  ASSERT_TRUE(late) << late.error().what;
  EXPECT_TRUE(late->rows.empty());
  EXPECT_GE(late->behind, seconds{1});
  EXPECT_GE(examined().lag, seconds{1});

  standby.execute("postgres", "SELECT pg_wal_replay_resume()");
  wait_until(standby, "pg_last_wal_replay_lsn() >= pg_last_wal_receive_lsn()");
  wait_for([&] { return find(directory, {address("omar@acme.example")})->behind == seconds{0}; },
           "up to date");

  // All that arrived is replayed, but nothing arrives any more.
  standby.execute("postgres", "ALTER SYSTEM SET primary_conninfo = ''");
  standby.execute("postgres", "SELECT pg_reload_conf()");
  wait_until(standby, "NOT EXISTS (SELECT FROM pg_stat_wal_receiver)");
  EXPECT_GE(find(directory, {address("omar@acme.example")})->behind, seconds{1});
  EXPECT_GE(examined().lag, seconds{1});
}

TEST_F(PostgresAccountDirectoryTest, KnowsNoLagWhereTheServerIsNoReplica) {
  EXPECT_EQ(find(options(), "jane@acme.example")->behind, std::nullopt);
}

// At night the newest commit is hours old; what arrives then is replayed in a moment.
TEST_F(PostgresAccountDirectoryTest, TakesNoReplicaForHoursBehindWhileItReplaysWhatHasJustArrived) {
  execute(
      "CREATE SCHEMA night; GRANT USAGE ON SCHEMA night TO latchkey_reader;"
      "CREATE FUNCTION night.pg_is_in_recovery() RETURNS boolean LANGUAGE sql AS 'SELECT true';"
      "CREATE FUNCTION night.pg_last_xact_replay_timestamp() RETURNS timestamptz LANGUAGE sql AS"
      " $$SELECT now() - interval '3 hours'$$;"
      "CREATE FUNCTION night.pg_last_wal_receive_lsn() RETURNS pg_lsn LANGUAGE sql AS"
      " $$SELECT '0/2'::pg_lsn$$;"
      "CREATE FUNCTION night.pg_last_wal_replay_lsn() RETURNS pg_lsn LANGUAGE sql AS"
      " $$SELECT CASE set_config('night.looks', coalesce(current_setting('night.looks', true), '') "
      "|| 'x', true)"
      " WHEN 'x' THEN '0/1' ELSE '0/2' END::pg_lsn$$;"
      "CREATE VIEW night.pg_stat_wal_receiver AS SELECT 1 AS pid;"
      "GRANT SELECT ON night.pg_stat_wal_receiver TO latchkey_reader");
  execute("ALTER DATABASE " + database_ + " SET search_path = night, pg_catalog, public");
  EXPECT_EQ(find(options(), "jane@acme.example")->behind, seconds{0});
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

}  // namespace
}  // namespace latchkey::portal
