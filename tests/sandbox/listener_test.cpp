// Guards against a server that differs from its parts once there is a real socket under it.
#include "deploy/sandbox/listener.hpp"

#include "deploy/sandbox/asio_scheduler.hpp"
#include "deploy/sandbox/page_files.hpp"
#include "tests/sandbox/client_frame.hpp"

#include <gtest/gtest.h>
#include <boost/asio/buffer.hpp>
#include <boost/asio/co_spawn.hpp>
#include <boost/asio/detached.hpp>
#include <boost/asio/read.hpp>
#include <boost/asio/read_until.hpp>
#include <boost/asio/write.hpp>

#include <thread>

namespace latchkey::sandbox {
namespace {

namespace asio = boost::asio;
using tcp = asio::ip::tcp;

/// A client that writes and reads bytes, blocking.
class RawClient {
 public:
  explicit RawClient(const tcp::endpoint& endpoint) { socket_.connect(endpoint); }

  void write(const std::string& bytes) { asio::write(socket_, asio::buffer(bytes)); }

  /// Bytes up to and with `end`.
  std::string read_until(const std::string& end) {
    const std::size_t count = asio::read_until(socket_, asio::dynamic_buffer(buffer_), end);
    std::string taken = buffer_.substr(0, count);
    buffer_.erase(0, count);
    return taken;
  }

  /// The first byte and the payload of the next frame.
  std::pair<unsigned, std::string> read_frame() {
    need(2);
    const auto first = static_cast<unsigned char>(buffer_[0]);
    std::size_t length = static_cast<unsigned char>(buffer_[1]), start = 2;
    if (length == 126) {
      need(4);
      length = static_cast<std::size_t>(static_cast<unsigned char>(buffer_[2])) << 8 |
               static_cast<unsigned char>(buffer_[3]);
      start = 4;
    }
    need(start + length);
    std::string payload = buffer_.substr(start, length);
    buffer_.erase(0, start + length);
    return {first, payload};
  }

  bool is_at_end() {
    boost::system::error_code error;
    asio::read(socket_, asio::dynamic_buffer(buffer_), asio::transfer_at_least(1), error);
    return error == asio::error::eof;
  }

 private:
  void need(std::size_t count) {
    if (buffer_.size() < count) {
      asio::read(socket_, asio::dynamic_buffer(buffer_),
                 asio::transfer_at_least(count - buffer_.size()));
    }
  }

  asio::io_context context_;
  tcp::socket socket_{context_};
  std::string buffer_;
};

/// The sandbox on a port that the kernel picked, on a thread of its own.
class ListenerTest : public testing::Test {
 protected:
  ListenerTest() {
    sandbox_.set_origin(listener_.origin());
    asio::co_spawn(context_, Listener::serve(listener_, sandbox_), asio::detached);
    thread_ = std::thread([this] { context_.run(); });
  }
  ~ListenerTest() override {
    context_.stop();
    thread_.join();
  }

  [[nodiscard]] RawClient client() const {
    return RawClient(*parse_loopback_endpoint(listener_.origin().substr(7)));
  }

  std::string post(const std::string& path, const std::string& headers, const std::string& body) {
    RawClient http = client();
    http.write("POST " + path + " HTTP/1.1\r\nHost: " + listener_.origin().substr(7) + "\r\n" +
               headers + "Content-Length: " + std::to_string(body.size()) + "\r\n\r\n" + body);
    const std::string head = http.read_until("\r\n\r\n");
    return head + http.read_until("}");
  }

  [[nodiscard]] std::string ticket_target() const {
    const std::string answer = post("/api/apps.connections.open",
                                    "Authorization: Bearer xapp-sandbox\r\nContent-Type: "
                                    "application/x-www-form-urlencoded\r\n",
                                    "");
    const auto start = answer.find("/link/");
    return answer.substr(start, answer.find('"', start) - start);
  }

  static std::string handshake(const std::string& target) {
    return "GET " + target +
           " HTTP/1.1\r\nHost: localhost\r\nUpgrade: websocket\r\n"
           "Connection: Upgrade\r\nSec-WebSocket-Version: 13\r\n"
           "Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\n\r\n";
  }

  /// Makes a Socket Mode connection that has had its hello.
  void open_link(RawClient& link) const {
    link.write(handshake(ticket_target()));
    EXPECT_NE(link.read_until("\r\n\r\n").find("101 Switching Protocols"), std::string::npos);
    EXPECT_EQ(Json::parse(link.read_frame().second)["type"], "hello");
  }

  std::string type_command() {
    return post("/sandbox/message", "Content-Type: application/json\r\n",
                R"({"user":"U0DANA","channel":"C0SUPPORT","text":"/diagnose help"})");
  }

  asio::io_context context_{1};
  AsioScheduler scheduler_{context_};
  Sandbox sandbox_{parse_scenario(embedded_file("scenario_default.json"), scheduler_.now()),
                   scheduler_, std::chrono::milliseconds{0}};
  Listener listener_{context_, tcp::endpoint{asio::ip::address_v4::loopback(), 0}};
  std::thread thread_;
};

TEST_F(ListenerTest, OpensALinkOncePerTicket) {
  const std::string target = ticket_target();
  RawClient first = client();
  first.write(handshake(target));
  EXPECT_NE(first.read_until("\r\n\r\n").find("101"), std::string::npos);
  RawClient second = client();
  second.write(handshake(target));
  EXPECT_NE(second.read_until("\r\n\r\n").find("403"), std::string::npos);
}

TEST_F(ListenerTest, TakesAnAcknowledgementInOneFrame) {
  RawClient link = client();
  open_link(link);
  type_command();
  const Json envelope = Json::parse(link.read_frame().second);
  link.write(client_frame(
      0x81, Json{{"envelope_id", envelope["envelope_id"]}, {"payload", {{"text", "here you are"}}}}
                .dump()));
  link.write(client_frame(0x89, "are you there"));  // answered after the frame before it
  EXPECT_EQ(link.read_frame(), std::make_pair(0x8AU, std::string("are you there")));
  RawClient page = client();
  page.write("GET /sandbox/state?user=U0DANA HTTP/1.0\r\nHost: localhost\r\n\r\n");
  EXPECT_NE(page.read_until("here you are").size(), 0U);
}

TEST_F(ListenerTest, LosesAnAcknowledgementInPieces) {
  RawClient link = client();
  open_link(link);
  type_command();
  const std::string envelope = link.read_frame().second;
  const std::string text = Json{{"envelope_id", Json::parse(envelope)["envelope_id"]}}.dump();
  link.write(client_frame(0x01, text.substr(0, 10)) + client_frame(0x80, text.substr(10)));
  link.write(client_frame(0x89, "x"));
  EXPECT_EQ(link.read_frame().first, 0x8AU) << "the connection lives on";
}

TEST_F(ListenerTest, ClosesOnAFrameThatIsTooLarge) {
  RawClient link = client();
  open_link(link);
  link.write(client_frame(0x81, std::string(20480, 'x')));
  const auto [first, payload] = link.read_frame();
  EXPECT_EQ(first, 0x88U);
  EXPECT_EQ(payload.substr(0, 2), std::string("\x03\xF1")) << "1009";
}

TEST_F(ListenerTest, AnswersACloseFrameAndThenEnds) {
  RawClient link = client();
  open_link(link);
  link.write(client_frame(0x88, std::string("\x03\xE8")));
  EXPECT_EQ(link.read_frame(), std::make_pair(0x88U, std::string("\x03\xE8")));
  EXPECT_TRUE(link.is_at_end());
}

TEST_F(ListenerTest, StreamsWhatHappensToThePage) {
  RawClient page = client();
  page.write("GET /sandbox/stream?user=U0DANA HTTP/1.1\r\nHost: localhost\r\n\r\n");
  EXPECT_NE(page.read_until("\r\n\r\n").find("text/event-stream"), std::string::npos);
  page.read_until(R"("type":"bot")");
  post("/sandbox/message", "Content-Type: application/json\r\n",
       R"({"user":"U0LENA","channel":"C0SUPPORT","text":"hello there"})");
  EXPECT_NE(page.read_until("\n\n").size(), 0U);
  EXPECT_NE(page.read_until("\n\n").find("hello there"), std::string::npos);
}

TEST(LoopbackEndpoint, IsNothingThatOtherMachinesReach) {
  EXPECT_TRUE(parse_loopback_endpoint("127.0.0.1:0"));
  EXPECT_TRUE(parse_loopback_endpoint("localhost:8080"));
  EXPECT_TRUE(parse_loopback_endpoint("[::1]:8080"));
  for (const char* text : {"0.0.0.0:8080", "192.168.1.5:80", "[::]:80", "8080", "127.0.0.1",
                           "127.0.0.1:65536", "example.org:80", ""}) {
    EXPECT_FALSE(parse_loopback_endpoint(text)) << text;
  }
}

}  // namespace
}  // namespace latchkey::sandbox
