#include "adapters/http/websocket.hpp"

#include "tests/adapters/http/websocket_peer.hpp"
#include "tests/doubles/await.hpp"
#include "tests/doubles/loopback_server.hpp"

#include <gtest/gtest.h>
#include <boost/asio/io_context.hpp>

#include <vector>

namespace latchkey::http {
namespace {

namespace asio = boost::asio;
using doubles::Certificate;
using doubles::LoopbackServer;
using std::chrono::milliseconds;

/// Upgrades, sends these frames and closes TCP.
LoopbackServer::Responder upgrade_and_send(std::string frames) {
  return [frames = std::move(frames)](const doubles::ReceivedRequest& request) {
    return doubles::Reaction{.bytes = upgrade_answer(request.head) + frames};
  };
}

class WebSocketTest : public testing::Test {
 protected:
  Expected<std::shared_ptr<WebSocket>> connect(const LoopbackServer& server,
                                               milliseconds deadline = milliseconds{10'000}) {
    dialer_ = create_websocket_dialer(
        io_.get_executor(), {.authorities = TrustedAuthorities{server.certificate_file()}});
    const auto url = "ws" + server.url().substr(4) + "/link/?ticket=1";
    return doubles::await(dialer_->connect("Slack", url, deadline), io_);
  }

  Expected<std::string> read(const std::shared_ptr<WebSocket>& socket) {
    return doubles::await(socket->read(), io_);
  }

  asio::io_context io_{1};
  std::unique_ptr<WebSocketDialer> dialer_;
};

TEST_F(WebSocketTest, ReadsMessagesOverTlsUntilTheOtherSideCloses) {
  const LoopbackServer server{
      upgrade_and_send(server_frame(0x81, "hello") + server_frame(0x01, "in ") +
                       server_frame(0x80, "parts") +
                       server_frame(0x88, "\x03\xf1Max frame length of 20480")),
      Certificate::good};
  const auto socket = connect(server);
  ASSERT_TRUE(socket) << socket.error().what;
  EXPECT_EQ(server.requests().at(0).target, "/link/?ticket=1");
  EXPECT_EQ(read(*socket).value(), "hello");
  EXPECT_EQ(read(*socket).value(), "in parts");
  const auto over = read(*socket);
  ASSERT_FALSE(over);
  EXPECT_EQ(over.error().kind, ErrorKind::unreachable);
  EXPECT_EQ(over.error().vendor_text, "1009 Max frame length of 20480");
}

TEST_F(WebSocketTest, ReadsPastAMessageThatItDoesNotTake) {
  const LoopbackServer server{upgrade_and_send(
      server_frame(0x82, "binary") + server_frame(0x81, std::string(1024 * 1024 + 1, 'x')) +
      server_frame(0x81, std::string(1024 * 1024, 'y')))};
  const auto socket = connect(server);
  ASSERT_TRUE(socket) << socket.error().what;
  const auto binary = read(*socket);
  ASSERT_FALSE(binary);
  EXPECT_EQ(binary.error().kind, ErrorKind::misunderstood);
  EXPECT_EQ(binary.error().what, "Slack sent a binary message");
  const auto large = read(*socket);
  ASSERT_FALSE(large);
  EXPECT_EQ(large.error().kind, ErrorKind::misunderstood);
  EXPECT_EQ(large.error().what, "Slack sent a message of 1048577 bytes, more than 1 MiB");
  EXPECT_EQ(read(*socket).value().size(), 1024U * 1024);
}

TEST_F(WebSocketTest, SaysThatTheConnectionWasCutInAMessage) {
  const LoopbackServer server{
      upgrade_and_send(server_frame(0x81, "whole") + server_frame(0x81, "cut").substr(0, 3))};
  const auto socket = connect(server);
  ASSERT_TRUE(socket) << socket.error().what;
  EXPECT_EQ(read(*socket).value(), "whole");
  EXPECT_EQ(read(*socket).error().kind, ErrorKind::unreachable);
}

TEST_F(WebSocketTest, NamesTheStatusWhereItIsNotUpgraded) {
  const LoopbackServer server{std::vector{doubles::answer(503, "busy")}};
  const auto socket = connect(server);
  ASSERT_FALSE(socket);
  EXPECT_EQ(socket.error().kind, ErrorKind::unavailable);
  EXPECT_EQ(socket.error().what, "Slack: no WebSocket (HTTP 503)");
}

TEST_F(WebSocketTest, EndsWhenTheDeadlinePasses) {
  const LoopbackServer server{std::vector{doubles::never_answer()}};
  const auto socket = connect(server, milliseconds{50});
  ASSERT_FALSE(socket);
  EXPECT_EQ(socket.error().kind, ErrorKind::timed_out);
}

TEST_F(WebSocketTest, GivesUpOnAServerThatClosesOrTalksNonsense) {
  const LoopbackServer closes{std::vector{doubles::cut_after({}, 0)}};
  EXPECT_EQ(connect(closes).error().kind, ErrorKind::unreachable);
  const LoopbackServer babbles{std::vector{doubles::Reaction{.bytes = "SSH-2.0-OpenSSH\r\n\r\n"}}};
  EXPECT_EQ(connect(babbles).error().kind, ErrorKind::misunderstood);
}

TEST_F(WebSocketTest, RefusesACertificateOfAnotherHost) {
  const LoopbackServer server{upgrade_and_send(""), Certificate::other_host};
  EXPECT_EQ(connect(server).error().kind, ErrorKind::unreachable);
  EXPECT_TRUE(server.requests().empty());
}

TEST_F(WebSocketTest, RefusesAUrlThatWouldSendInTheClear) {
  dialer_ = create_websocket_dialer(io_.get_executor(), {});
  const auto socket =
      doubles::await(dialer_->connect("Slack", "ws://slack.example/", milliseconds{1'000}), io_);
  ASSERT_FALSE(socket);
  EXPECT_EQ(socket.error().kind, ErrorKind::invalid);
}

}  // namespace
}  // namespace latchkey::http
