// A fault that does no harm would let everything pass.
#include "tests/laboratory/fault_proxy.hpp"

#include "adapters/http/http_client.hpp"
#include "tests/doubles/await.hpp"
#include "tests/doubles/loopback_server.hpp"

#include <gtest/gtest.h>

#include <chrono>

namespace latchkey::laboratory {
namespace {

using namespace std::chrono_literals;

struct FaultProxyTest : testing::Test {
  doubles::LoopbackServer server{[](const auto&) { return doubles::json(200, R"({"ok":true})"); }};
  FaultProxy proxy{1};
  boost::asio::io_context context;
  std::unique_ptr<http::Client> client = http::create_client(context.get_executor(), {});

  FaultProxyTest() { proxy.lead_to(server.port()); }

  Expected<http::Response> ask(std::chrono::milliseconds within = 10s) {
    http::Request request{.url = proxy.url() + "/", .deadline = within};
    return doubles::await(client->send("server", std::move(request)), context);
  }
};

TEST_F(FaultProxyTest, CarriesEverythingWhileNothingIsWrong) {
  const auto answer = ask();
  ASSERT_TRUE(answer) << answer.error().what;
  EXPECT_EQ(answer->body, R"({"ok":true})");
}

TEST_F(FaultProxyTest, ResetsWithinSoManyBytes) {
  proxy.under({.reset_within = 20});
  EXPECT_FALSE(ask());
  proxy.calm();
  EXPECT_TRUE(ask());
}

TEST_F(FaultProxyTest, DelaysBothWays) {
  proxy.under({.delay = 60ms});
  const auto begin = std::chrono::steady_clock::now();
  EXPECT_TRUE(ask());
  EXPECT_GE(std::chrono::steady_clock::now() - begin, 120ms);
}

TEST_F(FaultProxyTest, HoldsAndLetsGo) {
  proxy.under({.held = true});
  EXPECT_FALSE(ask(200ms));
  EXPECT_TRUE(server.requests().empty());
  proxy.calm();
  EXPECT_TRUE(ask());
}

TEST_F(FaultProxyTest, TakesBytesFromTheClientSlowly) {
  proxy.under({.from_client_per_second = 400});
  const auto begin = std::chrono::steady_clock::now();
  EXPECT_TRUE(ask());
  const auto bytes = server.requests().front().head.size();
  EXPECT_GE(std::chrono::steady_clock::now() - begin, 1s * bytes / 500);
}

}  // namespace
}  // namespace latchkey::laboratory
