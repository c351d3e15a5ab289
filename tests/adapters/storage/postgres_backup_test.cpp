// A PostgreSQL is backed up beside running processes and restored as README says it.
#include "tests/adapters/storage/shared_store.hpp"
#include "tests/adapters/storage/stored_samples.hpp"
#include "tests/harness/child_process.hpp"
#include "tests/harness/temporary_directory.hpp"

#include <gtest/gtest.h>

#include <atomic>
#include <chrono>
#include <string>
#include <thread>
#include <utility>
#include <variant>
#include <vector>

namespace latchkey::storage {
namespace {

using PostgresBackupTest = SharedStore;

int status_of(std::vector<std::string> command) {
  harness::ChildProcess program{std::move(command)};
  return program.wait(std::chrono::seconds{60});
}

TEST_F(PostgresBackupTest, BringsBackWhatStoodInItAndItsRecordIsWhole) {
  const harness::TemporaryDirectory directory;
  const std::string copy = directory.path() / "copy";
  auto running = process();
  ASSERT_TRUE(wait_for(running->record_diagnosis(record("d1"))));
  ASSERT_TRUE(*wait_for(running->take("key 1", "request", k_now)));
  const auto begun = wait_for(running->begin_remedy(press("d1"), k_limits)).value();
  const auto attempt = std::get<RemedyBegun>(begun).attempt;
  ASSERT_TRUE(wait_for(running->finish_and_follow(attempt, RemedyOutcome::accepted,
                                                  {jane(), {"C0", "t", "m"}, k_now})));
  ASSERT_TRUE(wait_for(running->begin_escalation(call_for_help())));
  const auto head = wait_for(running->audit_head()).value();

  std::atomic<bool> backed_up = false;
  int refused = 0;
  std::thread beside{[&] {
    boost::asio::io_context context;
    while (!backed_up) {
      const auto entered =
          doubles::await(running->append({.action = "asked", .by = "U0DANA"}), context);
      if (!entered) ++refused;
    }
  }};
  EXPECT_EQ(status_of({"pg_dump", "--format=custom", "--file=" + copy, dsn_}), 0);
  backed_up = true;
  beside.join();
  EXPECT_EQ(refused, 0);
  ASSERT_TRUE(*wait_for(running->take("key 2", "request", k_now)));

  running.reset();
  ASSERT_EQ(status_of({"pg_restore", "--clean", "--if-exists", "--single-transaction",
                       "--dbname=" + dsn_, copy}),
            0);
  const auto restored = successor();
  const auto verdict = wait_for(restored->verify({head})).value();
  EXPECT_TRUE(verdict.faults.empty());
  EXPECT_GE(verdict.head.number, head.number);
  EXPECT_TRUE(*wait_for(restored->find_diagnosis("d1")));
  EXPECT_EQ(standing(*restored).size(), 1U);
  EXPECT_EQ(wait_for(restored->open_follow_ups(9))->size(), 1U);
  EXPECT_EQ(wait_for(restored->escalations_to_look_at(9))->size(), 1U);
  EXPECT_FALSE(*wait_for(restored->take("key 1", "request", k_now))) << "a redelivery";
  EXPECT_TRUE(*wait_for(restored->take("key 2", "request", k_now))) << "taken on since: lost";
  const auto next = wait_for(restored->begin_remedy(press("d2"), k_limits)).value();
  EXPECT_NE(std::get<RemedyBegun>(next).attempt, attempt);
}

}  // namespace
}  // namespace latchkey::storage
