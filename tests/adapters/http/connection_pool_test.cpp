#include "adapters/http/connection_pool.hpp"

#include <gtest/gtest.h>
#include <boost/asio/io_context.hpp>
#include <boost/asio/ip/tcp.hpp>
#include <boost/asio/write.hpp>

#include <chrono>
#include <memory>
#include <vector>

namespace latchkey::http {
namespace {

namespace asio = boost::asio;
using asio::ip::tcp;

class ConnectionPoolTest : public testing::Test {
 protected:
  [[nodiscard]] Endpoint endpoint() const {
    return http_endpoint("http://127.0.0.1:" + std::to_string(acceptor_.local_endpoint().port()) +
                         "/")
        .value();
  }

  /// An open connection, whose other end is `other_ends_.back()`.
  std::unique_ptr<Connection> connection() {
    tcp::socket socket{io_};
    socket.connect(acceptor_.local_endpoint());
    other_ends_.push_back(acceptor_.accept());
    return std::make_unique<Connection>(Connection{endpoint(), TcpStream{std::move(socket)}});
  }

  void wait_until_readable(Connection& connection) {
    connection.tcp().socket().wait(tcp::socket::wait_read);
  }

  asio::io_context io_;
  tcp::acceptor acceptor_{io_, {asio::ip::address_v4::loopback(), 0}};
  std::vector<tcp::socket> other_ends_;
  ConnectionPool pool_;
};

TEST_F(ConnectionPoolTest, GivesTheOneThatWasUsedLast) {
  auto first = connection();
  auto second = connection();
  const auto* last = second.get();
  pool_.keep(std::move(first));
  pool_.keep(std::move(second));
  EXPECT_EQ(pool_.take(endpoint()).get(), last);
  EXPECT_NE(pool_.take(endpoint()), nullptr);
  EXPECT_EQ(pool_.take(endpoint()), nullptr);
}

TEST_F(ConnectionPoolTest, GivesNoneToAnotherEndpoint) {
  pool_.keep(connection());
  const auto path = http_endpoint("https://127.0.0.1:" + std::to_string(endpoint().port));
  EXPECT_EQ(pool_.take(path.value()), nullptr) << "encrypted";
  EXPECT_EQ(pool_.take(http_endpoint("http://127.0.0.1:1").value()), nullptr) << "port";
  EXPECT_EQ(
      pool_.take(http_endpoint("http://localhost:" + std::to_string(endpoint().port)).value()),
      nullptr)
      << "host";
  EXPECT_NE(pool_.take(endpoint()), nullptr);
}

TEST_F(ConnectionPoolTest, GivesNoneThatTheOtherSideHasClosed) {
  pool_.keep(connection());
  auto closed = connection();
  other_ends_.back().close();
  wait_until_readable(*closed);
  pool_.keep(std::move(closed));
  EXPECT_NE(pool_.take(endpoint()), nullptr) << "the one below it";
  EXPECT_EQ(pool_.take(endpoint()), nullptr);
}

TEST_F(ConnectionPoolTest, GivesNoneThatTheOtherSideHasSpokenOn) {
  auto spoken = connection();
  asio::write(other_ends_.back(), asio::buffer("HTTP/1.1 408 Request Timeout\r\n\r\n", 32));
  wait_until_readable(*spoken);
  pool_.keep(std::move(spoken));
  EXPECT_EQ(pool_.take(endpoint()), nullptr);
}

TEST_F(ConnectionPoolTest, GivesNoneThatHasWaitedTooLong) {
  pool_ = ConnectionPool{std::chrono::seconds{0}};
  pool_.keep(connection());
  EXPECT_EQ(pool_.take(endpoint()), nullptr);
}

TEST_F(ConnectionPoolTest, ClosesTheOldestWhereThereAreTooMany) {
  for (std::size_t i = 0; i <= ConnectionPool::k_most_idle_per_endpoint; ++i) {
    pool_.keep(connection());
  }
  char byte = 0;
  boost::system::error_code closed;
  other_ends_.front().read_some(asio::buffer(&byte, 1), closed);
  EXPECT_EQ(closed, asio::error::eof);
  std::size_t count = 0;
  while (pool_.take(endpoint())) ++count;
  EXPECT_EQ(count, ConnectionPool::k_most_idle_per_endpoint);
}

}  // namespace
}  // namespace latchkey::http
