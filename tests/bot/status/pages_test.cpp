#include "bot/status/pages.hpp"

#include "bot/status/store_probe.hpp"
#include "tests/doubles/await.hpp"

#include <gtest/gtest.h>

#include <string>

namespace latchkey::status {
namespace {

class PagesTest : public testing::Test {
 protected:
  HttpAnswer ask(const std::string& method, const std::string& target) {
    return doubles::await(pages_.answer({method, target}), io_);
  }

  boost::asio::io_context io_;
  slack::ConnectionState slack_{.wanted = 2, .connected = 2};
  Expected<void> store_;
  int writes_ = 0;
  StoreProbe probe_{io_.get_executor(), [this]() -> boost::asio::awaitable<Expected<void>> {
                      ++writes_;
                      co_return store_;
                    }};
  std::vector<http::BreakerState> systems_{{.system = "Mailgun"}};
  Pages pages_{[this]() -> boost::asio::awaitable<Readiness> {
                 auto store = co_await probe_.ask();
                 co_return Readiness{
                     .slack = slack_, .store = std::move(store), .systems = systems_};
               },
               {{"/more", [](Readiness now) -> boost::asio::awaitable<HttpAnswer> {
                   co_return HttpAnswer{.body = now.store ? "well" : "not well"};
                 }}}};
};

TEST_F(PagesTest, HealthIsOkWhateverElseIsWrong) {
  slack_.connected = 0;
  store_ = Error{ErrorKind::unavailable, "store: the disk is full"};
  const auto health = ask("GET", "/healthz");
  EXPECT_EQ(health.status, 200);
  EXPECT_EQ(health.body, "ok\n");
  EXPECT_EQ(writes_, 0);
}

TEST_F(PagesTest, ReadyIs200WithOneLinePerSystem) {
  const auto ready = ask("GET", "/readyz?verbose=1");
  EXPECT_EQ(ready.status, 200);
  EXPECT_EQ(ready.body, "slack: ok, 2 of 2 connections\nstore: ok\nMailgun: ok\n");
}

TEST_F(PagesTest, NotReadyIs503AndSaysWhy) {
  store_ = Error{ErrorKind::unavailable, "store: the disk is full"};
  const auto unready = ask("GET", "/readyz");
  EXPECT_EQ(unready.status, 503);
  EXPECT_EQ(unready.body,
            "slack: ok, 2 of 2 connections\nstore: fails, the disk is full\nMailgun: ok\n");
}

TEST_F(PagesTest, FurtherPagesAreToldHowItIs) {
  EXPECT_EQ(ask("GET", "/more?x").body, "well");
  store_ = Error{ErrorKind::unavailable, "store: the disk is full"};
  EXPECT_EQ(ask("POST", "/more").status, 405);
}

TEST_F(PagesTest, KnowsNoOtherPathAndNoOtherMethod) {
  for (const std::string path : {"/", "/healthz/", "/healthzz", "/metrics", "*", ""}) {
    EXPECT_EQ(ask("GET", path).status, 404) << path;
  }
  for (const std::string method : {"POST", "HEAD", "DELETE", "get"}) {
    EXPECT_EQ(ask(method, "/readyz").status, 405) << method;
  }
  EXPECT_EQ(writes_, 0);
}

}  // namespace
}  // namespace latchkey::status
