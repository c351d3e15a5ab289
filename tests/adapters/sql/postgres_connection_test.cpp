#include "adapters/sql/postgres_connection.hpp"

#include "adapters/sql/postgres_options.hpp"
#include "tests/harness/postgres_server.hpp"

#include <gtest/gtest.h>
#include <soci/soci.h>
#include <sys/socket.h>
#include <unistd.h>

#include <array>
#include <chrono>
#include <functional>
#include <vector>

namespace latchkey::sql {
namespace {

/// Two sockets that hear each other.
class SocketPair {
 public:
  SocketPair() { EXPECT_EQ(socketpair(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0, ends_.data()), 0); }
  ~SocketPair() {
    for (const int end : ends_) ::close(end);
  }
  SocketPair(const SocketPair&) = delete;
  SocketPair& operator=(const SocketPair&) = delete;

  [[nodiscard]] bool is_open() const {
    return send(ends_[0], "x", 1, MSG_NOSIGNAL) == 1 && send(ends_[1], "x", 1, MSG_NOSIGNAL) == 1;
  }

 private:
  std::array<int, 2> ends_{};
};

// libpq closes its socket as soon as it finds the server gone, and the number is given to whatever
// this program opens next: another database's connection, or Slack's.
TEST(PostgresConnection, LeavesAloneWhoeverHasItsSocketsNumberNow) {
  const std::vector<std::function<void(PostgresConnection&)>> ways = {
      [](PostgresConnection& one) { one.hang_up(); }, [](PostgresConnection& one) { one.cut(); }};
  const auto connect_string =
      with_timeouts(Secret{harness::PostgresServer::shared().dsn("postgres")},
                    timeouts_within(std::chrono::seconds{30}));
  for (const auto& shut : ways) {
    PostgresConnection connection;
    connection.open(connect_string);
    EXPECT_THROW(connection.session() << "SELECT pg_terminate_backend(pg_backend_pid())",
                 soci::soci_error);
    const std::array<SocketPair, 8> others;
    shut(connection);
    for (const auto& other : others) EXPECT_TRUE(other.is_open());
  }
}

}  // namespace
}  // namespace latchkey::sql
