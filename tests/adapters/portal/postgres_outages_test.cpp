// A replica that is away, refuses, breaks off or stands still.
#include "tests/adapters/portal/postgres_account_directory_fixture.hpp"

#include <gtest/gtest.h>
#include <csignal>

#include <algorithm>
#include <optional>
#include <stdexcept>
#include <string>
#include <thread>

namespace latchkey::portal {
namespace {

using harness::PostgresServer;
using std::chrono::seconds;

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
  EXPECT_EQ(found.error().reason, ErrorReason::slow_question);
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
  hasty.deadline = seconds{8};
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
  ASSERT_TRUE(next) << next.error().what << next.error().vendor_text;
  EXPECT_EQ(next->rows.size(), 1U);
}

}  // namespace
}  // namespace latchkey::portal
