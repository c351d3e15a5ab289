#include "adapters/sql/postgres_statements.hpp"

#include "adapters/sql/postgres_options.hpp"
#include "adapters/sql/postgres_session.hpp"
#include "tests/harness/postgres_server.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <soci/soci.h>

#include <chrono>
#include <optional>
#include <string>
#include <vector>

namespace latchkey::sql {
namespace {

using harness::PostgresServer;
using testing::ElementsAre;

constexpr const char* k_divide = "SELECT (12 / CAST(:by AS int))::text, NULL::text";
constexpr const char* k_count_kept = "SELECT count(*)::text FROM pg_prepared_statements";

class PostgresStatementsTest : public testing::Test {
 protected:
  PostgresStatementsTest()
      : session_("postgresql", with_timeouts(Secret{server_.dsn("postgres")},
                                             timeouts_within(std::chrono::seconds{30}))
                                   .reveal()) {}

  /// How many statements the server keeps for this connection.
  int kept() {
    int count = 0;
    session_ << "SELECT count(*) FROM pg_prepared_statements", soci::into(count);
    return count;
  }

  PostgresServer& server_ = PostgresServer::shared();
  soci::session session_;
};

TEST_F(PostgresStatementsTest, AnswerEachTimeWithTheValuesOfThatTime) {
  for (const bool keep : {true, false}) {
    PostgresStatements statements{session_, keep};
    for (const int by : {1, 2, 3, 4, 6, 12, 1}) {
      const auto rows = statements.ask(k_divide, {{"by", std::to_string(by)}}, 2);
      EXPECT_THAT(rows, ElementsAre(ElementsAre(std::to_string(12 / by), std::nullopt))) << by;
    }
    EXPECT_EQ(kept(), keep ? 1 : 0);
  }
}

// An address that waits on a table without an index is given up each time, within a savepoint.
TEST_F(PostgresStatementsTest, KeepNothingForEachTimeThatAQuestionFails) {
  PostgresStatements statements{session_, true};
  for (int time = 0; time < 3; ++time) {
    session_ << "BEGIN";
    session_ << "SAVEPOINT here";
    EXPECT_THROW(statements.ask(k_divide, {{"by", "0"}}, 2), soci::soci_error);
    session_ << "ROLLBACK TO SAVEPOINT here";
    session_ << "COMMIT";
  }
  EXPECT_EQ(kept(), 1);
  const auto rows = statements.ask(k_divide, {{"by", "4"}}, 2);
  EXPECT_THAT(rows, ElementsAre(ElementsAre("3", std::nullopt)));
}

TEST_F(PostgresStatementsTest, FollowAChangeOfTheTable) {
  session_ << "CREATE TEMPORARY TABLE people (email text)";
  session_ << "INSERT INTO people VALUES ('jane@acme.example')";
  PostgresStatements statements{session_, true};
  const std::string question = "SELECT email::text FROM people";
  EXPECT_THAT(statements.ask(question, {}, 1), ElementsAre(ElementsAre("jane@acme.example")));
  session_ << "ALTER TABLE people ALTER email TYPE varchar(40)";
  session_ << "CREATE INDEX ON people (email)";
  EXPECT_THAT(statements.ask(question, {}, 1), ElementsAre(ElementsAre("jane@acme.example")));
}

TEST_F(PostgresStatementsTest, AreKeptOnAConnectionToTheServerItself) {
  PostgresSession session{"CustomersDot", Secret{server_.dsn("postgres")},
                          std::chrono::seconds{30}};
  std::vector<std::string> counts;
  for (int time = 0; time < 2; ++time) {
    const auto asked = session.read([&](soci::session&) {
      auto& statements = session.statements();
      statements.ask(k_divide, {{"by", "4"}}, 2);
      counts.push_back(*statements.ask(k_count_kept, {}, 1).front().front());
      return Expected<void>{};
    });
    ASSERT_TRUE(asked) << asked.error().what;
  }
  EXPECT_THAT(counts, ElementsAre("2", "2"));
}

TEST_F(PostgresStatementsTest, ArePlannedOnceOnAConnectionToTheServerItself) {
  session_ << "CREATE TABLE IF NOT EXISTS signed_up (email text, waiting text)";
  PostgresSession session{"CustomersDot", Secret{server_.dsn("postgres")},
                          std::chrono::seconds{30}};
  std::string planned_for_one;
  const auto asked = session.read([&](soci::session&) {
    auto& statements = session.statements();
    for (const std::string email : {"jane@acme.example", "jan@acme.example"}) {
      statements.ask("SELECT email FROM signed_up WHERE waiting = :email", {{"email", email}}, 1);
    }
    planned_for_one = *statements
                           .ask(
                               "SELECT sum(custom_plans)::text FROM pg_prepared_statements"
                               " WHERE statement LIKE '%signed_up WHERE%'",
                               {}, 1)
                           .front()
                           .front();
    return Expected<void>{};
  });
  ASSERT_TRUE(asked) << asked.error().what;
  EXPECT_EQ(planned_for_one, "0");
}

}  // namespace
}  // namespace latchkey::sql
