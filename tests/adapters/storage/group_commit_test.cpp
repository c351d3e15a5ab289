// Many callers share one commit; one caller's failure is that caller's alone.
#include "adapters/storage/group_commit.hpp"

#include "adapters/storage/sqlite_database.hpp"
#include "adapters/storage/sqlite_session.hpp"
#include "tests/doubles/await.hpp"
#include "tests/harness/temporary_directory.hpp"

#include <gtest/gtest.h>
#include <soci/soci.h>
#include <soci/sqlite3/soci-sqlite3.h>
#include <boost/asio/bind_cancellation_slot.hpp>
#include <boost/asio/cancellation_signal.hpp>
#include <boost/asio/co_spawn.hpp>
#include <boost/asio/detached.hpp>

#include <atomic>
#include <chrono>
#include <future>
#include <map>
#include <memory>
#include <optional>

namespace latchkey::storage {
namespace {

using Count = GroupCommit::Work<int>;

struct GroupCommitTest : testing::Test {
  harness::TemporaryDirectory directory;
  std::string file = directory.path() / "latchkey.db";
  GroupCommit database{sqlite_database(open_sqlite_session(file).value(), file)};
  boost::asio::io_context context;
  std::map<std::string, Expected<int>> answers;
  std::promise<void> released;
  std::shared_future<void> release = released.get_future().share();

  /// Asks, and notes the answer under this name.
  void ask(const std::string& name, Count work) {
    boost::asio::co_spawn(
        context, database.run(std::move(work)),
        [this, name](const std::exception_ptr& bug, Expected<int> answer) {
          answers.emplace(name, bug ? Expected<int>{Error{ErrorKind::invalid, "threw"}} : answer);
        });
  }
  /// Keeps the thread busy, so that what is asked from now on shares the next transaction.
  void hold() {
    const auto begun = std::make_shared<std::promise<void>>();
    ask("holder", [begun, released = release](soci::session&) -> Expected<int> {
      begun->set_value();
      released.wait();
      return 0;
    });
    context.poll();
    // Else what is asked from now on could come into its transaction.
    begun->get_future().wait();
  }
  /// Lets the thread go on once everything asked for waits for it.
  void let_go() {
    context.poll();
    released.set_value();
  }
  static Count insert(const std::string& id) {
    return [id](soci::session& sql) -> Expected<int> {
      sql << "INSERT INTO jobs (id, received_at, step, request, state)"
             " VALUES (:id, 0, 'done', '', '')",
          soci::use(id);
      return 1;
    };
  }
  int stored() {
    int count = 0;
    soci::session other{soci::sqlite3, "dbname=" + file};
    other << "SELECT count(*) FROM jobs", soci::into(count);
    return count;
  }
};

TEST_F(GroupCommitTest, AnswersWhenTheWorkIsOnDisk) {
  EXPECT_EQ(doubles::await(database.run(insert("a")), context).value(), 1);
  EXPECT_EQ(stored(), 1);
}

TEST_F(GroupCommitTest, PutsWhatWaitsIntoOneTransaction) {
  hold();
  ask("first", insert("a"));
  // Another connection sees only what is committed.
  ask("second", [this](soci::session&) -> Expected<int> { return stored(); });
  let_go();
  context.run();
  EXPECT_EQ(answers.at("second").value(), 0) << "the first one's work was committed by itself";
  EXPECT_EQ(stored(), 1);
}

TEST_F(GroupCommitTest, WhatIsNotUrgentWaitsForACommitOfOthers) {
  GroupCommit patient{sqlite_database(open_sqlite_session(file).value(), file),
                      std::chrono::hours{1}};
  std::optional<int> seen;
  boost::asio::co_spawn(context, patient.run(insert("a"), GroupCommit::Urgency::with_others),
                        boost::asio::detached);
  boost::asio::co_spawn(
      context, patient.run(Count{[this](soci::session&) -> Expected<int> { return stored(); }}),
      [&](const std::exception_ptr&, Expected<int> answer) { seen = answer.value(); });
  context.run();
  EXPECT_EQ(seen, 0) << "it was committed by itself";
  EXPECT_EQ(stored(), 1);
}

TEST_F(GroupCommitTest, WhatIsNotUrgentIsNotForgottenWhereNobodyElseComes) {
  const auto later = GroupCommit::Urgency::with_others;
  EXPECT_EQ(doubles::await(database.run(insert("a"), later), context).value(), 1);
  EXPECT_EQ(stored(), 1);
}

TEST_F(GroupCommitTest, AFailureIsOnlyThatOfWhoCausedIt) {
  hold();
  ask("before", insert("a"));
  ask("same again", insert("a"));
  ask("after", insert("b"));
  let_go();
  context.run();
  EXPECT_EQ(answers.at("before").value(), 1);
  EXPECT_EQ(answers.at("same again").error().kind, ErrorKind::unavailable);
  EXPECT_EQ(answers.at("after").value(), 1);
  EXPECT_EQ(stored(), 2);
}

TEST_F(GroupCommitTest, AnExceptionThatIsNoneOfTheDatabasesReachesItsCallerOnly) {
  hold();
  ask("bug", [](soci::session&) -> Expected<int> { throw std::logic_error{"a bug"}; });
  ask("other", insert("a"));
  let_go();
  context.run();
  EXPECT_EQ(answers.at("bug").error().what, "threw");
  EXPECT_EQ(answers.at("other").value(), 1);
}

TEST_F(GroupCommitTest, RefusesWhatComesWhenTooMuchWaits) {
  hold();
  constexpr int k_more_than_fit = 9000;
  for (int i = 0; i < k_more_than_fit; ++i) {
    ask(std::to_string(i), [](soci::session&) -> Expected<int> { return 1; });
  }
  context.poll();
  EXPECT_EQ(answers.at("8999").error().kind, ErrorKind::unavailable);
  let_go();
  context.run();
  EXPECT_EQ(answers.at("0").value(), 1);
}

// Whoever is gone does not hold the others up, nor is anything done for it.
TEST_F(GroupCommitTest, DoesNothingForACallerThatHasGivenUp) {
  hold();
  boost::asio::cancellation_signal give_up;
  boost::asio::co_spawn(
      context, database.run(insert("gone")),
      boost::asio::bind_cancellation_slot(
          give_up.slot(),
          [](const std::exception_ptr&, const Expected<int>& answer) { EXPECT_FALSE(answer); }));
  context.poll();
  give_up.emit(boost::asio::cancellation_type::terminal);
  context.poll();
  let_go();
  context.run();
  EXPECT_EQ(doubles::await(database.run(insert("here")), context).value(), 1);
  EXPECT_EQ(stored(), 1);
}

/// Does nothing, and counts how often it was cut off.
class CutDatabase final : public Database {
 public:
  explicit CutDatabase(std::atomic<int>& cuts) : cuts_(cuts) {}
  [[nodiscard]] const std::string& name() const override { return name_; }
  void in_transaction(const Work& work) override { work(nothing_); }
  void alone(const Work& work) override { work(nothing_); }
  void cut() override { ++cuts_; }

 private:
  [[nodiscard]] Error meaning_of(const soci::soci_error& error) const override {
    return {ErrorKind::unavailable, error.what()};
  }

  std::string name_ = "nothing";
  soci::session nothing_;
  std::atomic<int>& cuts_;
};

// The transaction that is under way is others' work, who may have all the time in the world.
TEST_F(GroupCommitTest, ACallerThatGivesUpCutsOffOnlyWhatItIsPartOf) {
  std::atomic<int> cuts = 0;
  std::promise<void> begun;
  GroupCommit commits{std::make_unique<CutDatabase>(cuts)};
  const auto now = GroupCommit::Urgency::at_once;
  Expected<int> long_work{0};
  boost::asio::co_spawn(
      context,
      commits.run(Count{[&](soci::session&) -> Expected<int> {
                    begun.set_value();
                    release.wait();
                    return 1;
                  }},
                  now, std::chrono::seconds{1}),
      [&](const std::exception_ptr&, Expected<int> answer) { long_work = std::move(answer); });
  context.poll();
  begun.get_future().wait();
  auto queued = commits.run(Count{[](soci::session&) -> Expected<int> { return 1; }}, now,
                            std::chrono::seconds{0});
  const auto waited = doubles::await(std::move(queued), context);
  ASSERT_FALSE(waited);
  EXPECT_EQ(waited.error().kind, ErrorKind::timed_out);
  EXPECT_EQ(cuts, 0);
  context.restart();
  context.run();
  ASSERT_FALSE(long_work);
  EXPECT_EQ(long_work.error().kind, ErrorKind::timed_out);
  EXPECT_EQ(cuts, 1);
  released.set_value();
}

}  // namespace
}  // namespace latchkey::storage
