#include "bot/status/http_listener.hpp"

#include "adapters/http/as_tuple.hpp"
#include "tests/doubles/await.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <boost/asio/read.hpp>
#include <boost/asio/write.hpp>

#include <string>

namespace latchkey::status {
namespace {

namespace asio = boost::asio;
using asio::ip::tcp;
using http::k_as_tuple;
using std::chrono::hours;
using std::chrono::milliseconds;
using testing::EndsWith;
using testing::HasSubstr;
using testing::StartsWith;

class HttpListenerTest : public testing::Test {
 protected:
  using Limits = HttpListener::Limits;

  HttpListener listen(Limits limits = {.connections = 4, .deadline = hours{1}}) {
    return {io_.get_executor(), tcp::endpoint{asio::ip::address_v4::loopback(), 0},
            [](HttpQuestion question) -> asio::awaitable<HttpAnswer> {
              if (question.target == "/bug") throw std::runtime_error("a bug");
              const int status = question.method == "GET" ? 200 : 405;
              co_return HttpAnswer{status, question.method + " " + question.target + "\n"};
            },
            limits};
  }

  tcp::socket connect(const HttpListener& listener) {
    tcp::socket socket{io_};
    socket.connect(listener.endpoint());
    return socket;
  }

  /// Sends the text and reads until the listener closes.
  static asio::awaitable<std::string> exchange(tcp::socket& socket, std::string text) {
    co_await asio::async_write(socket, asio::buffer(text), k_as_tuple);
    co_return co_await read_all(socket);
  }
  static asio::awaitable<std::string> read_all(tcp::socket& socket) {
    std::string all;
    co_await asio::async_read(socket, asio::dynamic_buffer(all), k_as_tuple);
    co_return all;
  }
  std::string answer_to(const HttpListener& listener, std::string text) {
    auto socket = connect(listener);
    return doubles::await(exchange(socket, std::move(text)), io_);
  }

  asio::io_context io_;
};

TEST_F(HttpListenerTest, AnswersOneQuestionPerConnection) {
  auto listener = listen();
  const auto answer = answer_to(listener, "GET /readyz?a=b HTTP/1.1\r\nHost: x\r\n\r\n");
  EXPECT_THAT(answer, StartsWith("HTTP/1.1 200 OK\r\n"));
  EXPECT_THAT(answer, HasSubstr("\r\nContent-Type: text/plain; charset=utf-8\r\n"));
  EXPECT_THAT(answer, HasSubstr("\r\nCache-Control: no-store\r\n"));
  EXPECT_THAT(answer, HasSubstr("\r\nConnection: close\r\n"));
  EXPECT_THAT(answer, EndsWith("\r\n\r\nGET /readyz?a=b\n"));
}

TEST_F(HttpListenerTest, SaysWhichMethodItTakesAndIgnoresTheBody) {
  auto listener = listen();
  const auto answer =
      answer_to(listener, "POST /healthz HTTP/1.1\r\nHost: x\r\nContent-Length: 30000\r\n\r\n" +
                              std::string(30'000, 'x'));
  EXPECT_THAT(answer, StartsWith("HTTP/1.1 405 Method Not Allowed\r\n"));
  EXPECT_THAT(answer, HasSubstr("\r\nAllow: GET\r\n"));
}

TEST_F(HttpListenerTest, RefusesAHeadWithoutEnd) {
  auto listener = listen();
  const auto answer =
      answer_to(listener, "GET / HTTP/1.1\r\nX-Long: " + std::string(40'000, 'x') + "\r\n\r\n");
  EXPECT_THAT(answer, StartsWith("HTTP/1.1 431 "));
}

TEST_F(HttpListenerTest, RefusesWhatIsNotHttp) {
  auto listener = listen();
  EXPECT_THAT(answer_to(listener, "\x16\x03\x01 hello\r\n\r\n"), StartsWith("HTTP/1.1 400 "));
}

TEST_F(HttpListenerTest, DropsWhoSaysNothing) {
  auto listener = listen({.connections = 4, .deadline = milliseconds{20}});
  auto socket = connect(listener);
  EXPECT_EQ(doubles::await(read_all(socket), io_), "");
}

TEST_F(HttpListenerTest, ClosesThoseThatAreTooManyAndServesAgainWhenOneHasGone) {
  auto listener = listen({.connections = 1, .deadline = hours{1}});
  const std::string question = "GET / HTTP/1.1\r\nHost: x\r\n\r\n";
  auto first = connect(listener);
  auto second = connect(listener);
  EXPECT_EQ(doubles::await(read_all(second), io_), "");
  EXPECT_THAT(doubles::await(exchange(first, question), io_), StartsWith("HTTP/1.1 200 OK"));
  first.close();
  while (!answer_to(listener, question).starts_with("HTTP/1.1 200 OK")) {
  }
}

TEST_F(HttpListenerTest, OutlivesABugInAnAnswer) {
  auto listener = listen();
  EXPECT_EQ(answer_to(listener, "GET /bug HTTP/1.1\r\nHost: x\r\n\r\n"), "");
  EXPECT_THAT(answer_to(listener, "GET / HTTP/1.1\r\nHost: x\r\n\r\n"),
              StartsWith("HTTP/1.1 200 OK"));
}

TEST_F(HttpListenerTest, SaysThatAnAddressIsTaken) {
  const auto listener = listen();
  EXPECT_THROW((HttpListener{io_.get_executor(), listener.endpoint(), {}}),
               boost::system::system_error);
}

}  // namespace
}  // namespace latchkey::status
