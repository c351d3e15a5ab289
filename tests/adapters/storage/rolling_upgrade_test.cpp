// A new version has changed the tables, and processes of ours, the former one, are still at work.
#include "adapters/storage/migrations.hpp"
#include "adapters/storage/postgres_database.hpp"
#include "adapters/storage/postgres_probe.hpp"
#include "tests/adapters/storage/shared_store.hpp"
#include "tests/adapters/storage/stored_samples.hpp"

#include <gtest/gtest.h>
#include <soci/soci.h>

#include <future>
#include <string>
#include <thread>
#include <variant>

namespace latchkey::storage {
namespace {

class RollingUpgradeTest : public SharedStore {
 protected:
  /// What the next Latchkey may do to them (migrations.cpp): it adds to every table.
  void migrate_to_the_next() {
    const auto tables =
        server_.execute(database_,
                        "SELECT tablename FROM pg_tables WHERE schemaname = 'public'"
                        " AND tablename <> 'schema_version'");
    const auto database = postgres_database({.dsn = Secret{dsn_}});
    database->in_transaction([&](soci::session& sql) {
      for (const auto& table : tables) {
        sql << "ALTER TABLE " + table[0] + " ADD COLUMN of_the_next TEXT NOT NULL DEFAULT 'next'";
      }
      sql << "CREATE TABLE things_of_the_next (id TEXT PRIMARY KEY)";
      sql << "UPDATE schema_version SET version = version + 1";
    });
  }
  long long attempt_of(const Expected<RemedyStart>& start) {
    return std::get<RemedyBegun>(start.value()).attempt;
  }
};

TEST_F(RollingUpgradeTest, JobsAreTakenAndCarriedOnMeanwhile) {
  const auto former = process();
  std::promise<void> at_work;
  std::promise<void> migrated;
  auto is_migrated = migrated.get_future();
  int taken = 0;
  int advanced = 0;
  std::thread beside{[&] {
    boost::asio::io_context context;
    for (int i = 0; i < 200; ++i) {
      // The migration falls among the first hundred; the others come after it.
      if (i == 10) at_work.set_value();
      if (i == 100) is_migrated.wait();
      const auto job =
          doubles::await(former->take("key " + std::to_string(i), "request", k_now), context);
      if (!job || !*job) continue;
      ++taken;
      const auto done =
          doubles::await(former->advance({(*job)->number, JobStep::opened, "state"}), context);
      if (done) ++advanced;
    }
  }};
  at_work.get_future().wait();
  migrate_to_the_next();
  migrated.set_value();
  beside.join();
  EXPECT_EQ(taken, 200);
  EXPECT_EQ(advanced, 200);
  EXPECT_FALSE(*wait_for(former->take("key 0", "request", k_now))) << "a redelivery";
}

TEST_F(RollingUpgradeTest, AFormerProcessIsSucceededByAFormerOne) {
  const auto over = process(k_no_time);
  const auto former = process(std::chrono::milliseconds{1'000});
  ASSERT_TRUE(*wait_for(over->take("key", "request", k_now)));
  migrate_to_the_next();
  wait_for_free_work(*former);
  ASSERT_EQ(standing(*former).size(), 1U);
  EXPECT_EQ(wait_for(over->renew()).error().kind, ErrorKind::refused);
  EXPECT_EQ(wait_for(former->renew()).value().processes, 1);
}

TEST_F(RollingUpgradeTest, PressesKeepTheirLimitsAndTheirMailsAreFollowed) {
  const auto former = process();
  ASSERT_TRUE(wait_for(former->record_diagnosis(record("d1"))));
  const auto before = attempt_of(wait_for(former->begin_remedy(press("d1"), k_limits)));
  migrate_to_the_next();
  ASSERT_TRUE(wait_for(former->finish_and_follow(before, RemedyOutcome::accepted,
                                                 {jane(), {"C0", "t", "m"}, k_now})));
  const auto after = attempt_of(wait_for(former->begin_remedy(press("d2"), k_limits)));
  EXPECT_NE(after, before);
  const auto third = wait_for(former->begin_remedy(press("d3"), k_limits));
  EXPECT_FALSE(std::holds_alternative<RemedyBegun>(third.value())) << "the third in an hour";
  EXPECT_TRUE(wait_for(former->finish_remedy(after, RemedyOutcome::accepted)));
  EXPECT_EQ(wait_for(former->open_follow_ups(9))->size(), 1U);
  EXPECT_TRUE(*wait_for(former->find_diagnosis("d1")));
}

TEST_F(RollingUpgradeTest, CallsForHelpAndTheRecordGoOn) {
  const auto former = process();
  auto begun = wait_for(former->begin_escalation(call_for_help())).value();
  ASSERT_TRUE(wait_for(former->append({.action = "asked", .by = "U0DANA"})));
  migrate_to_the_next();
  begun.holder = "U0LENA";
  EXPECT_TRUE(*wait_for(former->change_escalation(begun)));
  EXPECT_EQ(wait_for(former->escalations_to_look_at(9)).value().at(0).holder, "U0LENA");
  EXPECT_TRUE(wait_for(former->append({.action = "asked", .by = "U0LENA"})));
  const auto verdict = wait_for(former->verify({})).value();
  EXPECT_TRUE(verdict.faults.empty());
  EXPECT_EQ(verdict.head.number, 2);
  EXPECT_TRUE(wait_for(former->next_turn("posts in C0", k_long)));
}

TEST_F(RollingUpgradeTest, AFormerProcessDoesNotStartAnyMoreAndSaysWhy) {
  const auto former = process();
  migrate_to_the_next();
  const std::string sentence = "store: PostgreSQL was written by a newer Latchkey";
  const auto started = open();
  ASSERT_FALSE(started);
  EXPECT_EQ(started.error().kind, ErrorKind::unavailable);
  EXPECT_EQ(started.error().what, sentence);
  EXPECT_EQ(probe_postgres_store(Secret{dsn_}).error().what, sentence) << "what doctor says";
  EXPECT_EQ(wait_for(former->renew()).value().processes, 1) << "nor does it count as one";
}

}  // namespace
}  // namespace latchkey::storage
