// When a connection is used again, and what becomes of a request that meets its end.
#include "adapters/http/http_client.hpp"
#include "tests/doubles/await.hpp"
#include "tests/doubles/loopback_server.hpp"

#include <gtest/gtest.h>
#include <boost/asio/co_spawn.hpp>
#include <boost/asio/detached.hpp>
#include <boost/asio/io_context.hpp>

#include <optional>
#include <string>
#include <vector>

namespace latchkey::http {
namespace {

namespace asio = boost::asio;
using doubles::Certificate;
using doubles::LoopbackServer;
using doubles::Reaction;

Reaction ok() {
  return doubles::answer(200, "fine");
}

class KeepAlive : public testing::Test {
 protected:
  Expected<Response> send(Request request) {
    return doubles::await(client_->send("Upstream", std::move(request)), io_);
  }
  Expected<Response> get(const LoopbackServer& server) { return send({.url = server.url()}); }
  Expected<Response> post(const LoopbackServer& server, std::string body = "x") {
    return send({.method = Method::post, .url = server.url(), .body = std::move(body)});
  }

  asio::io_context io_{1};
  std::unique_ptr<Client> client_ = create_client(io_.get_executor(), {});
};

TEST_F(KeepAlive, SendsRequestsOverOneConnection) {
  const LoopbackServer server{{doubles::kept_open(ok())}};
  for (int i = 0; i < 3; ++i) {
    ASSERT_TRUE(get(server));
    ASSERT_TRUE(post(server));
  }
  EXPECT_EQ(server.requests().size(), 6U);
  EXPECT_EQ(server.connections(), 1U);
}

TEST_F(KeepAlive, SendsRequestsOverOneEncryptedConnection) {
  const LoopbackServer server{{doubles::kept_open(ok())}, Certificate::good};
  client_ = create_client(io_.get_executor(),
                          {.authorities = TrustedAuthorities{server.certificate_file()}});
  for (int i = 0; i < 3; ++i) ASSERT_TRUE(post(server));
  EXPECT_EQ(server.connections(), 1U);
}

TEST_F(KeepAlive, OpensAConnectionForEachServer) {
  const LoopbackServer one{{doubles::kept_open(ok())}};
  const LoopbackServer other{{doubles::kept_open(ok())}};
  ASSERT_TRUE(get(one));
  ASSERT_TRUE(get(other));
  EXPECT_EQ(other.connections(), 1U);
}

TEST_F(KeepAlive, EndsWhereTheAnswerSaysSo) {
  const LoopbackServer server{{ok()}};
  ASSERT_TRUE(get(server));
  ASSERT_TRUE(get(server));
  EXPECT_EQ(server.connections(), 2U);
}

TEST_F(KeepAlive, EndsWithAnAnswerThatEndsWithItsConnection) {
  const LoopbackServer server{{{.bytes = "HTTP/1.1 200 OK\r\n\r\nuntil the end"}}};
  EXPECT_EQ(get(server)->body, "until the end");
  EXPECT_EQ(get(server)->body, "until the end");
  EXPECT_EQ(server.connections(), 2U);
}

// The rest would be taken for the beginning of the next answer.
TEST_F(KeepAlive, EndsWhereMoreThanTheAnswerCame) {
  auto talkative = doubles::kept_open(ok());
  talkative.bytes += "HTTP/1.1 500 Unasked\r\nContent-Length: 0\r\n\r\n";
  const LoopbackServer server{{talkative, ok()}};
  ASSERT_TRUE(get(server));
  EXPECT_EQ(get(server)->status, 200);
  EXPECT_EQ(server.connections(), 2U);
}

TEST_F(KeepAlive, IsNotForARequestThatWantsAFreshConnection) {
  const LoopbackServer server{{doubles::kept_open(ok())}};
  ASSERT_TRUE(get(server));
  ASSERT_TRUE(send({.url = server.url(), .fresh_connection = true}));
  EXPECT_EQ(server.connections(), 2U);
  EXPECT_EQ(server.requests().at(0).header("Connection"), std::nullopt);
  EXPECT_EQ(server.requests().at(1).header("Connection"), "close");
}

TEST_F(KeepAlive, AsksAgainWhereAUsedConnectionIsCutBeforeTheAnswer) {
  const LoopbackServer server{{doubles::kept_open(ok()), doubles::cut_after({}, 0), ok()}};
  ASSERT_TRUE(get(server));
  EXPECT_EQ(get(server)->body, "fine");
  EXPECT_EQ(server.requests().size(), 3U);
}

TEST_F(KeepAlive, AsksAgainWhereAUsedConnectionIsReset) {
  const LoopbackServer server{{doubles::resetting_next(ok()), ok()}};
  ASSERT_TRUE(get(server));
  EXPECT_EQ(get(server)->body, "fine");
  EXPECT_EQ(server.connections(), 2U);
}

TEST_F(KeepAlive, AsksAgainOnceOnly) {
  const LoopbackServer server{{doubles::kept_open(ok()), doubles::cut_after({}, 0)}};
  ASSERT_TRUE(get(server));
  const auto second = get(server);
  ASSERT_FALSE(second);
  EXPECT_EQ(second.error().kind, ErrorKind::unreachable);
  EXPECT_EQ(server.requests().size(), 3U);
}

TEST_F(KeepAlive, DoesNotAskAgainWhereAnAnswerBegan) {
  const LoopbackServer server{{doubles::kept_open(ok()), doubles::cut_after(ok(), 9), ok()}};
  ASSERT_TRUE(get(server));
  const auto second = get(server);
  ASSERT_FALSE(second);
  EXPECT_EQ(second.error().kind, ErrorKind::unreachable);
  EXPECT_EQ(server.requests().size(), 2U);
}

TEST_F(KeepAlive, DoesNotAskAgainWhereTheDeadlinePassed) {
  const LoopbackServer server{{doubles::kept_open(ok()), doubles::never_answer()}};
  ASSERT_TRUE(get(server));
  const auto second = send({.url = server.url(), .deadline = std::chrono::milliseconds{50}});
  ASSERT_FALSE(second);
  EXPECT_EQ(second.error().kind, ErrorKind::timed_out);
  EXPECT_EQ(server.requests().size(), 2U);
}

// It may have taken effect: a message would be posted twice.
TEST_F(KeepAlive, NeverRepeatsAPostThatHasLeftWhole) {
  for (const auto& first : {doubles::kept_open(ok()), doubles::resetting_next(ok())}) {
    const LoopbackServer server{{first, doubles::cut_after({}, 0), ok()}};
    ASSERT_TRUE(get(server));
    const auto posted = post(server);
    ASSERT_FALSE(posted);
    EXPECT_EQ(posted.error().kind, ErrorKind::uncertain);
    EXPECT_EQ(server.connections(), 1U);
  }
}

// Sixteen mebibytes are more than the kernel takes for a server that does not read.
TEST_F(KeepAlive, RepeatsAPostThatHasNotLeftWhole) {
  const LoopbackServer server{{doubles::resetting_next(ok()), ok()}};
  ASSERT_TRUE(get(server));
  const auto posted = post(server, std::string(16 * 1024 * 1024, 'x'));
  ASSERT_TRUE(posted) << posted.error().what;
  EXPECT_EQ(server.connections(), 2U);
  EXPECT_EQ(server.requests().at(1).body.size(), 16U * 1024 * 1024);
}

// As the program ends: the client goes first, the io_context and what waits in it afterwards.
TEST_F(KeepAlive, SurvivesTheEndOfTheProgram) {
  const LoopbackServer server{{doubles::kept_open(ok()), doubles::never_answer()}};
  ASSERT_TRUE(get(server));
  asio::co_spawn(io_, client_->send("Upstream", {.url = server.url()}), asio::detached);
  asio::co_spawn(io_, client_->send("Upstream", {.url = server.url()}), asio::detached);
  io_.restart();  // nothing was left to do after the first answer
  while (server.requests().size() < 3) io_.poll();
  client_.reset();
}

}  // namespace
}  // namespace latchkey::http
