// What only a store in a PostgreSQL has to do: be there again after the database was away, know
// what came of a commit whose answer was lost, and let one process at a time write.
#include "adapters/storage/postgres_store.hpp"

#include "adapters/storage/group_commit.hpp"
#include "adapters/storage/postgres_database.hpp"
#include "tests/adapters/storage/stored_samples.hpp"
#include "tests/doubles/await.hpp"
#include "tests/harness/postgres_server.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <soci/soci.h>
#include <boost/asio/io_context.hpp>

#include <atomic>
#include <future>
#include <memory>
#include <stdexcept>
#include <string>
#include <thread>
#include <utility>

namespace latchkey::storage {
namespace {

using testing::HasSubstr;
using testing::Not;

class PostgresStoreTest : public testing::Test {
 protected:
  std::unique_ptr<Store> open() {
    return open_postgres_store(Secret{dsn_}, Secret{std::string(64, 'k')}, Serving{}).value();
  }
  std::vector<std::vector<std::string>> ask(const std::string& sql) {
    return server_.execute(database_, sql);
  }
  /// As a restart of the server does it.
  void end_all_connections() {
    ask("SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE application_name = 'latchkey'"
        " AND datname = '" +
        database_ + "'");
  }
  void wait_until_it_serves() {
    for (int tries = 0; tries < 1'000; ++tries) {
      try {
        ask("SELECT 1");
        return;
      } catch (const std::runtime_error&) {
        std::this_thread::sleep_for(std::chrono::milliseconds{20});
      }
    }
    throw std::runtime_error("the database does not come back");
  }
  template <class T>
  T wait_for(boost::asio::awaitable<T> coroutine) {
    return doubles::await(std::move(coroutine), context_);
  }

  harness::PostgresServer& server_ = harness::PostgresServer::shared();
  std::string database_ = server_.create_database();
  std::string dsn_ = server_.dsn(database_);
  boost::asio::io_context context_;
};

TEST_F(PostgresStoreTest, ConnectsAgainAfterItsConnectionWasEnded) {
  const auto store = open();
  ASSERT_TRUE(wait_for(store->record_diagnosis(record("d1"))));
  end_all_connections();
  const auto recorded = wait_for(store->record_diagnosis(record("d2")));
  EXPECT_TRUE(recorded) << recorded.error().what << " " << recorded.error().vendor_text;
  EXPECT_TRUE(*wait_for(store->find_diagnosis("d1")));
}

// Somebody did not want to wait any longer; others have their work in the same transaction.
TEST_F(PostgresStoreTest, DoesOnceMoreWhatWasCutOff) {
  ask("CREATE TABLE t (x BIGINT)");
  const auto store = open();
  const auto database = postgres_database({.dsn = Secret{dsn_},
                                           .replica = ask("SELECT id FROM replicas")[0][0],
                                           .patience = std::chrono::seconds{60}});
  int runs = 0;
  auto done = std::async(std::launch::async, [&] {
    database->in_transaction([&](soci::session& sql) {
      if (++runs == 1) sql << "SELECT pg_sleep(600)";
      sql << "INSERT INTO t VALUES (1)";
    });
  });
  while (ask("SELECT 1 FROM pg_stat_activity WHERE wait_event = 'PgSleep'").empty()) {
  }
  database->cut();
  // Its server does not notice while it is at work.
  ask("SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE wait_event = 'PgSleep'");
  EXPECT_NO_THROW(done.get());
  EXPECT_EQ(runs, 2);
  EXPECT_EQ(ask("SELECT COUNT(*) FROM t")[0][0], "1");
}

TEST_F(PostgresStoreTest, IsNotHarmedByACutThatComesTooLate) {
  const auto database = postgres_database({.dsn = Secret{dsn_}, .patience = {}});
  const auto count = [&] {
    int one = 0;
    database->in_transaction([&](soci::session& sql) { sql << "SELECT 1", soci::into(one); });
    return one;
  };
  ASSERT_EQ(count(), 1);
  database->cut();
  EXPECT_EQ(count(), 1);
}

TEST_F(PostgresStoreTest, DoesWhatWasInterruptedOnceMore) {
  const auto database = postgres_database({.dsn = Secret{dsn_}});
  database->alone([](soci::session& sql) { sql << "CREATE TABLE t (x BIGINT)"; });
  int runs = 0;
  database->in_transaction([&](soci::session& sql) {
    sql << "INSERT INTO t VALUES (1)";
    if (++runs == 1) end_all_connections();
  });
  EXPECT_EQ(runs, 2);
  EXPECT_EQ(ask("SELECT COUNT(*) FROM t")[0][0], "1");
}

// A deferred trigger runs within the commit, and ends the connection there.
TEST_F(PostgresStoreTest, DoesOnceMoreWhatACommitThatBrokeHasNotKept) {
  ask("CREATE TABLE t (x BIGINT);"
      "CREATE SEQUENCE commits;"
      "CREATE FUNCTION break_off() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN"
      " IF nextval('commits') = 1 THEN PERFORM pg_terminate_backend(pg_backend_pid()); END IF;"
      " RETURN NULL; END $$;"
      "CREATE CONSTRAINT TRIGGER breaks AFTER INSERT ON t DEFERRABLE INITIALLY DEFERRED"
      " FOR EACH ROW EXECUTE FUNCTION break_off()");
  const auto store = open();
  const auto database =
      postgres_database({.dsn = Secret{dsn_}, .replica = ask("SELECT id FROM replicas")[0][0]});
  int runs = 0;
  database->in_transaction([&](soci::session& sql) {
    ++runs;
    sql << "INSERT INTO t VALUES (1)";
  });
  EXPECT_EQ(runs, 2);
  EXPECT_EQ(ask("SELECT COUNT(*) FROM t")[0][0], "1");
}

// It waits for a standby that never comes when its connection ends: committed here, and not there.
TEST_F(PostgresStoreTest, DoesNotDoTwiceWhatWasCommittedAndItsAnswerLost) {
  harness::PostgresServer server;
  const auto name = server.create_database();
  const Secret dsn{server.dsn(name)};
  const auto asked = [&](const std::string& sql) { return server.execute(name, sql); };
  const auto wait_for_a_wait = [&] {
    while (asked("SELECT 1 FROM pg_stat_activity WHERE wait_event = 'SyncRep'").empty()) {
    }
  };
  const auto store = open_postgres_store(dsn, Secret{std::string(64, 'k')}, Serving{}).value();
  asked("CREATE TABLE t (x BIGINT)");
  asked("ALTER SYSTEM SET synchronous_standby_names = 'nobody'");
  asked("SELECT pg_reload_conf()");
  const auto database = postgres_database({.dsn = dsn,
                                           .replica = asked("SELECT id FROM replicas")[0][0],
                                           .patience = std::chrono::seconds{60}});
  std::atomic<bool> waits = false;
  int runs = 0;
  std::thread beside{[&] {
    // The server takes its time to wait for a standby.
    while (!waits) {
      database->in_transaction([&](soci::session& sql) {
        ++runs;
        sql << "INSERT INTO t VALUES (1)";
      });
    }
  }};
  wait_for_a_wait();
  waits = true;
  const auto gone = asked(
      "SELECT pid, pg_terminate_backend(pid) FROM pg_stat_activity"
      " WHERE wait_event = 'SyncRep'")[0][0];
  while (!asked("SELECT 1 FROM pg_stat_activity WHERE pid = " + gone).empty()) {
  }
  wait_for_a_wait();  // that it is committed there, too, has to be waited for
  asked("ALTER SYSTEM RESET synchronous_standby_names");
  asked("SELECT pg_reload_conf()");
  beside.join();
  EXPECT_EQ(asked("SELECT COUNT(*) FROM t")[0][0], std::to_string(runs));
}

// The server gives the numbers of the transactions that it lost in a crash to others. Ours breaks
// off within its commit, with nothing of it on disk, and comes back when its number is another's.
TEST_F(PostgresStoreTest, TakesNobodyElsesCommitForItsOwn) {
  const auto store = open();
  const auto role = database_;
  const auto us = ask("SELECT id FROM replicas")[0][0];
  ask("CREATE TABLE t (x BIGINT);"
      "CREATE FUNCTION stand_still() RETURNS trigger LANGUAGE plpgsql AS"
      " $$ BEGIN PERFORM pg_sleep(600); RETURN NULL; END $$;"
      "CREATE CONSTRAINT TRIGGER stands_still AFTER INSERT ON t DEFERRABLE INITIALLY DEFERRED"
      " FOR EACH ROW EXECUTE FUNCTION stand_still();"
      "CREATE ROLE " +
      role + " LOGIN; GRANT ALL ON ALL TABLES IN SCHEMA public TO " + role);
  const auto database = postgres_database({.dsn = Secret{server_.dsn(database_, role)},
                                           .replica = us,
                                           .patience = std::chrono::seconds{60}});
  std::promise<long long> writes;
  int runs = 0;
  std::thread beside{[&] {
    database->in_transaction([&](soci::session& sql) {
      const bool first = ++runs == 1;
      if (first) {
        ask("ALTER ROLE " + role + " CONNECTION LIMIT 0");
        ask("CHECKPOINT");
      }
      sql << "INSERT INTO t VALUES (1)";
      long long transaction = 0;
      sql << "SELECT CAST(CAST(pg_current_xact_id() AS TEXT) AS BIGINT)", soci::into(transaction);
      if (first) writes.set_value(transaction);
    });
  }};
  const auto lost = writes.get_future().get();
  while (ask("SELECT 1 FROM pg_stat_activity WHERE wait_event = 'PgSleep'").empty()) {
  }
  server_.crash();
  wait_until_it_serves();
  ask("DROP TRIGGER stands_still ON t");
  while (std::stoll(ask("SELECT pg_current_xact_id()")[0][0]) < lost) {
  }
  ask("ALTER ROLE " + role + " CONNECTION LIMIT -1");
  beside.join();
  EXPECT_EQ(runs, 2);
  EXPECT_EQ(ask("SELECT COUNT(*) FROM t")[0][0], "1");
}

TEST_F(PostgresStoreTest, SaysThatTheDatabaseCannotBeReachedAndServesWhenItCan) {
  auto database =
      postgres_database({.dsn = Secret{"postgresql://postgres@127.0.0.1:1/none"}, .patience = {}});
  GroupCommit away{std::move(database)};
  const auto tried = wait_for(away.run<void>([](soci::session&) { return Expected<void>{}; }));
  ASSERT_FALSE(tried);
  EXPECT_EQ(tried.error().kind, ErrorKind::unavailable);
  EXPECT_EQ(tried.error().what, "store: PostgreSQL: the database cannot be reached");
}

// As where its password was exchanged: no connection is opened twice for one piece of work.
TEST_F(PostgresStoreTest, ConnectsWithTheNewestAddressAndTellsOfEachRefusal) {
  const auto former = database_ + "_former";
  ask("CREATE ROLE " + former + " LOGIN SUPERUSER");
  PostgresAddress address{Secret{server_.dsn(database_, former)}};
  std::atomic<int> refusals = 0;
  const auto store = open_postgres_store(address, Secret{std::string(64, 'k')}, Serving{}).value();
  address.on_refusal([&] { ++refusals; });
  ASSERT_TRUE(wait_for(store->record_diagnosis(record("d1"))));
  ask("ALTER ROLE " + former + " NOLOGIN");
  EXPECT_TRUE(wait_for(store->record_diagnosis(record("d2")))) << "what is open stays open";
  for (int i = 1; i <= 2; ++i) {
    end_all_connections();
    const auto refused = wait_for(store->record_diagnosis(record("d3")));
    ASSERT_FALSE(refused);
    EXPECT_EQ(refused.error().kind, ErrorKind::unavailable);
    EXPECT_EQ(refused.error().what, "store: PostgreSQL: the database does not let Latchkey in");
    EXPECT_EQ(refusals, i);
  }
  address.exchange(Secret{dsn_});
  const auto recorded = wait_for(store->record_diagnosis(record("d3")));
  EXPECT_TRUE(recorded) << recorded.error().what << " " << recorded.error().vendor_text;
  EXPECT_EQ(refusals, 2);
}

TEST_F(PostgresStoreTest, LetsOneTransactionAtATimeThrough) {
  const auto one = postgres_database({.dsn = Secret{dsn_}});
  const auto other = postgres_database({.dsn = Secret{dsn_}});
  one->alone([](soci::session& sql) { sql << "CREATE TABLE t (x BIGINT)"; });
  one->alone([](soci::session& sql) { sql << "INSERT INTO t VALUES (0)"; });
  const auto count_up = [](Database& database) {
    for (int i = 0; i < 50; ++i) {
      database.in_transaction([](soci::session& sql) {
        long long x = 0;
        sql << "SELECT x FROM t", soci::into(x);
        ++x;
        sql << "UPDATE t SET x = :x", soci::use(x, "x");
      });
    }
  };
  std::thread beside{[&] { count_up(*other); }};
  count_up(*one);
  beside.join();
  EXPECT_EQ(ask("SELECT x FROM t")[0][0], "100");
}

// A process that stands still in the middle of a transaction must not hold all others up.
TEST_F(PostgresStoreTest, GoesOnWhereAnotherProcessStandsStillInATransaction) {
  const auto still =
      postgres_database({.dsn = Secret{dsn_}, .longest_pause = std::chrono::milliseconds{300}});
  const auto other = postgres_database({.dsn = Secret{dsn_}});
  std::promise<void> holds;
  std::promise<void> go_on;
  int runs = 0;
  std::thread beside{[&] {
    still->in_transaction([&](soci::session& sql) {
      if (++runs > 1) return;
      holds.set_value();
      go_on.get_future().wait();
      sql << "SELECT 1";
    });
  }};
  holds.get_future().wait();
  bool done = false;
  other->in_transaction([&](soci::session&) { done = true; });
  go_on.set_value();
  beside.join();
  EXPECT_TRUE(done);
  EXPECT_EQ(runs, 2) << "what stood still is done anew, as it was undone";
}

TEST_F(PostgresStoreTest, RefusesTheTablesOfANewerLatchkey) {
  open();
  ask("UPDATE schema_version SET version = 4711");
  const auto opened = open_postgres_store(Secret{dsn_}, Secret{std::string(64, 'k')}, Serving{});
  ASSERT_FALSE(opened);
  EXPECT_EQ(opened.error().kind, ErrorKind::unavailable);
  EXPECT_EQ(opened.error().what, "store: PostgreSQL was written by a newer Latchkey");
}

TEST_F(PostgresStoreTest, MakesItsTablesOnceWhereSeveralStartTogether) {
  std::vector<std::future<bool>> starts;
  starts.reserve(4);
  for (int i = 0; i < 4; ++i) {
    starts.push_back(std::async(std::launch::async, [this] {
      return open_postgres_store(Secret{dsn_}, Secret{std::string(64, 'k')}, Serving{}).has_value();
    }));
  }
  for (auto& start : starts) EXPECT_TRUE(start.get());
}

// The test's server says that commits need not be on disk.
TEST_F(PostgresStoreTest, HasItsCommitsOnDiskWhateverTheServerSays) {
  const auto database = postgres_database({.dsn = Secret{dsn_}});
  ASSERT_EQ(ask("SELECT current_setting('synchronous_commit')")[0][0], "off");
  std::string durable;
  database->in_transaction([&](soci::session& sql) {
    sql << "SELECT current_setting('synchronous_commit')", soci::into(durable);
  });
  EXPECT_EQ(durable, "on");
}

/// Whether its files have it in some place, in use or not.
bool stands_in_files(const harness::PostgresServer& server, const std::string& database,
                     const std::string& text) {
  server.execute(database, "CHECKPOINT");
  const auto found = server.execute(
      database,
      "SELECT relname FROM pg_class WHERE relkind IN ('r', 'i', 't') AND relnamespace IN"
      " ('public'::regnamespace, 'pg_toast'::regnamespace) AND position('" +
          text + "'::bytea IN pg_read_binary_file(pg_relation_filepath(oid))) > 0");
  return !found.empty();
}

TEST_F(PostgresStoreTest, LeavesNoByteOfAForgottenAddressInTheTablesFiles) {
  const auto store = open();
  ASSERT_TRUE(wait_for(store->record_diagnosis(record("d1"))));
  ASSERT_TRUE(stands_in_files(server_, database_, jane().full()));
  EXPECT_FALSE(wait_for(store->forget_customer(jane(), "root")).value().not_cleaned);
  EXPECT_FALSE(stands_in_files(server_, database_, jane().full()));
}

// As pg_dump holds them until it ends. Who waits for it in front of all others holds them up, too.
TEST_F(PostgresStoreTest, ForgetsBesideABackupAndSaysWhatMayBeLeft) {
  const auto running = open();
  ASSERT_TRUE(wait_for(running->record_diagnosis(record("d1"))));
  soci::session backup{"postgresql", dsn_ + "?application_name=backup"};
  backup << "BEGIN";
  backup << "LOCK TABLE audit IN ACCESS SHARE MODE";
  auto forgets = std::async(std::launch::async, [this] {
    boost::asio::io_context context;
    const auto store = open_postgres_store(Secret{dsn_}, Secret{std::string(64, 'k')}).value();
    return doubles::await(store->forget_customer(jane(), "root"), context).value();
  });
  int failed = 0;
  do {
    if (!wait_for(running->append({.action = "asked", .by = "U0DANA"}))) ++failed;
  } while (forgets.wait_for(std::chrono::seconds{0}) != std::future_status::ready && failed == 0);
  // Else it would wait for it to the end of the test.
  if (failed > 0) backup << "COMMIT";
  const auto forgotten = forgets.get();
  EXPECT_EQ(failed, 0);
  EXPECT_EQ(forgotten.diagnoses, 1);
  ASSERT_TRUE(forgotten.not_cleaned);
  EXPECT_THAT(forgotten.not_cleaned->what, HasSubstr("the table audit could not be written anew"));
  if (failed == 0) backup << "COMMIT";
  EXPECT_FALSE(wait_for(running->forget_customer(jane(), "root")).value().not_cleaned) << "again";
  EXPECT_FALSE(stands_in_files(server_, database_, jane().full()));
}

// A table of millions takes longer than any other statement; a table in use must not be waited for.
TEST_F(PostgresStoreTest, MakesItsTablesInAsMuchTimeAsItTakesAndWaitsForNoneLong) {
  ask("CREATE TABLE limits (statement TEXT, lock TEXT);"
      "CREATE FUNCTION note() RETURNS event_trigger LANGUAGE plpgsql AS $$ BEGIN INSERT INTO limits"
      " VALUES (current_setting('statement_timeout'), current_setting('lock_timeout')); END $$;"
      "CREATE EVENT TRIGGER notes ON ddl_command_start EXECUTE FUNCTION note()");
  open();
  const auto limits = ask("SELECT DISTINCT statement, lock FROM limits");
  ASSERT_EQ(limits.size(), 1U);
  EXPECT_THAT(limits[0], testing::ElementsAre("0", "2s"));
}

TEST_F(PostgresStoreTest, QuotesNoRowInAnError) {
  auto database = postgres_database({.dsn = Secret{dsn_}});
  database->alone([](soci::session& sql) { sql << "CREATE TABLE t (x TEXT PRIMARY KEY)"; });
  GroupCommit commits{std::move(database)};
  const auto twice = wait_for(commits.run<void>([](soci::session& sql) -> Expected<void> {
    const std::string address = "jane.doe@acme.example";
    for (int i = 0; i < 2; ++i) sql << "INSERT INTO t VALUES (:x)", soci::use(address, "x");
    return {};
  }));
  ASSERT_FALSE(twice);
  EXPECT_EQ(twice.error().kind, ErrorKind::unavailable);
  EXPECT_THAT(twice.error().vendor_text, Not(HasSubstr("jane")));
  EXPECT_THAT(twice.error().what, HasSubstr("PostgreSQL"));
}

}  // namespace
}  // namespace latchkey::storage
