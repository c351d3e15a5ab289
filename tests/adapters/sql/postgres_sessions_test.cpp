// What is asked together is answered together, on no more connections than that needs.
#include "adapters/sql/postgres_sessions.hpp"

#include "tests/doubles/await.hpp"
#include "tests/harness/postgres_server.hpp"

#include <gtest/gtest.h>
#include <soci/soci.h>
#include <boost/asio/co_spawn.hpp>
#include <boost/asio/io_context.hpp>

#include <condition_variable>
#include <cstddef>
#include <exception>
#include <mutex>
#include <set>
#include <string>
#include <thread>

namespace latchkey::sql {
namespace {

using harness::PostgresServer;
using std::chrono::milliseconds;
using std::chrono::seconds;

constexpr seconds k_deadline{30};

/// Lets nobody pass before all have come.
class MeetingPoint {
 public:
  explicit MeetingPoint(std::size_t all) : missing_(all) {}

  /// False where the others do not come.
  bool meet() {
    std::unique_lock lock{mutex_};
    if (--missing_ == 0) all_here_.notify_all();
    return all_here_.wait_for(lock, k_deadline / 2, [this] { return missing_ == 0; });
  }

 private:
  std::mutex mutex_;
  std::condition_variable all_here_;
  std::size_t missing_;
};

class PostgresSessionsTest : public testing::Test {
 protected:
  void SetUp() override { database_ = server_.create_database(); }

  [[nodiscard]] Secret dsn() const { return Secret{server_.dsn(database_)}; }

  /// Asks so many questions at once, each on the condition that all have begun; gives the server's
  /// processes that answered.
  std::set<int> ask_together(PostgresSessions& sessions, std::size_t count) {
    MeetingPoint point{count};
    const PostgresSessions::Question<int> question = [&](PostgresSession& session) {
      return answering_process(session, point);
    };
    std::set<int> processes;
    for (std::size_t i = 0; i < count; ++i) {
      boost::asio::co_spawn(context_, sessions.ask(question),
                            [&](const std::exception_ptr&, const Expected<int>& process) {
                              ASSERT_TRUE(process) << process.error().what;
                              processes.insert(*process);
                            });
    }
    context_.restart();
    context_.run();
    return processes;
  }

  /// How many connections the database has, beside the one that asks.
  std::string connections() {
    return server_.execute("postgres", "SELECT count(*) FROM pg_stat_activity WHERE datname = '" +
                                           database_ +
                                           "' AND backend_type = 'client backend'")[0][0];
  }

  static Expected<int> answering_process(PostgresSession& session, MeetingPoint& point) {
    int process = 0;
    const auto asked = session.read([&](soci::session& sql) {
      sql << "SELECT pg_backend_pid()", soci::into(process);
      return Expected<void>{};
    });
    if (!asked) return asked.error();
    if (!point.meet()) return Error{ErrorKind::timed_out, "the others did not come"};
    return process;
  }

  PostgresServer& server_ = PostgresServer::shared();
  std::string database_;
  boost::asio::io_context context_;
};

// One connection for all would make twenty people wait for each other.
TEST_F(PostgresSessionsTest, AskTogetherWhatComesTogether) {
  PostgresSessions sessions{"CustomersDot", dsn(), k_deadline};
  const auto processes = ask_together(sessions, PostgresSessions::k_most);
  EXPECT_EQ(processes.size(), PostgresSessions::k_most);
}

TEST_F(PostgresSessionsTest, UseOneConnectionWhereNobodyElseAsks) {
  PostgresSessions sessions{"CustomersDot", dsn(), k_deadline};
  const auto first = ask_together(sessions, 1);
  const auto second = ask_together(sessions, 1);
  EXPECT_EQ(first, second);
  EXPECT_EQ(connections(), "1");
}

// A server has few connections, and others need them as well.
TEST_F(PostgresSessionsTest, CloseWhatIsNotNeededAnyMore) {
  const milliseconds at_once = -milliseconds{k_deadline} - milliseconds{1};
  PostgresSessions sessions{"CustomersDot", dsn(), k_deadline, at_once};
  ask_together(sessions, 5);
  ask_together(sessions, 1);
  // The server notices a moment after us.
  for (int i = 0; i < 3'000 && connections() != "1"; ++i) {
    std::this_thread::sleep_for(milliseconds{10});
  }
  EXPECT_EQ(connections(), "1");
}

TEST_F(PostgresSessionsTest, LetMoreQuestionsWaitForAConnection) {
  PostgresSessions sessions{"CustomersDot", dsn(), k_deadline};
  const PostgresSessions::Question<int> question = [](PostgresSession& session) {
    MeetingPoint alone{1};
    return answering_process(session, alone);
  };
  std::size_t answered = 0;
  for (std::size_t i = 0; i < 2 * PostgresSessions::k_most; ++i) {
    boost::asio::co_spawn(context_, sessions.ask(question),
                          [&](const std::exception_ptr&, const Expected<int>& process) {
                            EXPECT_TRUE(process) << process.error().what;
                            ++answered;
                          });
  }
  context_.run();
  EXPECT_EQ(answered, 2 * PostgresSessions::k_most);
}

}  // namespace
}  // namespace latchkey::sql
