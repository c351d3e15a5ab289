#include "adapters/http/websocket.hpp"

#include "tests/doubles/await.hpp"
#include "tests/doubles/loopback_server.hpp"

#include <gtest/gtest.h>
#include <openssl/evp.h>
#include <boost/asio/co_spawn.hpp>
#include <boost/asio/detached.hpp>
#include <boost/asio/io_context.hpp>
#include <boost/asio/ip/tcp.hpp>
#include <boost/asio/read.hpp>
#include <boost/asio/read_until.hpp>
#include <boost/asio/use_awaitable.hpp>
#include <boost/asio/write.hpp>

#include <array>
#include <vector>

namespace latchkey::http {
namespace {

namespace asio = boost::asio;
using doubles::Certificate;
using doubles::LoopbackServer;
using std::chrono::milliseconds;

/// What proves that the server took the client's key for a WebSocket's (RFC 6455, 4.2.2).
std::string accept_key(const std::string& key) {
  const std::string text = key + "258EAFA5-E914-47DA-95CA-C5AB0DC85B11";
  std::array<unsigned char, EVP_MAX_MD_SIZE> digest{};
  unsigned int size = 0;
  EVP_Digest(text.data(), text.size(), digest.data(), &size, EVP_sha1(), nullptr);
  std::array<unsigned char, 64> base64{};
  const int length = EVP_EncodeBlock(base64.data(), digest.data(), static_cast<int>(size));
  return {base64.begin(), base64.begin() + length};
}

/// A server's frame: `head` is its first byte (0x81 whole text, 0x82 binary, 0x88 close …).
std::string frame(unsigned char head, const std::string& payload) {
  std::string out(1, static_cast<char>(head));
  if (payload.size() < 126) {
    out += static_cast<char>(payload.size());
  } else {
    out += static_cast<char>(127);
    for (int shift = 56; shift >= 0; shift -= 8) {
      out += static_cast<char>((payload.size() >> static_cast<unsigned>(shift)) & 0xFFU);
    }
  }
  return out + payload;
}

/// Upgrades, sends these frames and closes TCP.
LoopbackServer::Responder upgrade_and_send(std::string frames) {
  return [frames = std::move(frames)](const doubles::ReceivedRequest& request) {
    return doubles::Reaction{.bytes =
                                 "HTTP/1.1 101 Switching Protocols\r\nUpgrade: websocket\r\n"
                                 "Connection: Upgrade\r\nSec-WebSocket-Accept: " +
                                 accept_key(*request.header("Sec-WebSocket-Key")) + "\r\n\r\n" +
                                 frames};
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
      upgrade_and_send(frame(0x81, "hello") + frame(0x01, "in ") + frame(0x80, "parts") +
                       frame(0x88, "\x03\xf1Max frame length of 20480")),
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
  const LoopbackServer server{upgrade_and_send(frame(0x82, "binary") +
                                               frame(0x81, std::string(1024 * 1024 + 1, 'x')) +
                                               frame(0x81, std::string(1024 * 1024, 'y')))};
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

/// Upgrades one connection, and gives what then comes in as it is, so many bytes of it.
asio::awaitable<std::string> bytes_of_client(asio::ip::tcp::acceptor& acceptor, std::size_t size) {
  auto tcp = co_await acceptor.async_accept(asio::use_awaitable);
  std::string request;
  co_await asio::async_read_until(tcp, asio::dynamic_buffer(request), "\r\n\r\n",
                                  asio::use_awaitable);
  const auto answer =
      upgrade_and_send("")({.method = {}, .target = {}, .head = request, .body = {}});
  co_await asio::async_write(tcp, asio::buffer(answer.bytes), asio::use_awaitable);
  std::string bytes(size, '\0');
  co_await asio::async_read(tcp, asio::buffer(bytes), asio::use_awaitable);
  co_return bytes;
}

asio::awaitable<void> connect_and_write(WebSocketDialer& dialer, std::string url,
                                        std::string text) {
  const auto socket = co_await dialer.connect("Slack", url, milliseconds{10'000});
  if (!socket) co_return;
  co_await (*socket)->write_text(text);
}

// Slack's server does not join continuation frames: an acknowledgement in two frames is lost.
TEST_F(WebSocketTest, WritesAMessageInOneFrame) {
  asio::ip::tcp::acceptor acceptor{io_, {asio::ip::address_v4::loopback(), 0}};
  const auto url = "ws://127.0.0.1:" + std::to_string(acceptor.local_endpoint().port()) + "/";
  dialer_ = create_websocket_dialer(io_.get_executor(), {});
  asio::co_spawn(io_, connect_and_write(*dialer_, url, std::string(19'000, 'x')), asio::detached);
  const auto bytes = doubles::await(bytes_of_client(acceptor, 4), io_);
  EXPECT_EQ(static_cast<unsigned char>(bytes[0]), 0x81) << "text, and its last frame";
  EXPECT_EQ(static_cast<unsigned char>(bytes[1]), 0x80 + 126) << "masked, length in two bytes";
  EXPECT_EQ(static_cast<unsigned char>(bytes[2]) * 256 + static_cast<unsigned char>(bytes[3]),
            19'000);
}

TEST_F(WebSocketTest, SaysThatTheConnectionWasCutInAMessage) {
  const LoopbackServer server{
      upgrade_and_send(frame(0x81, "whole") + frame(0x81, "cut").substr(0, 3))};
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
