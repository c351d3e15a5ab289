#include "bot/wiring/store_renewal.hpp"

#include "tests/doubles/captured_log.hpp"
#include "tests/doubles/fake_clock.hpp"

#include <gtest/gtest.h>
#include <boost/asio/co_spawn.hpp>
#include <boost/asio/detached.hpp>
#include <boost/asio/io_context.hpp>
#include <boost/asio/post.hpp>
#include <boost/asio/this_coro.hpp>
#include <boost/asio/use_awaitable.hpp>

#include <chrono>
#include <optional>
#include <string>
#include <thread>

namespace latchkey {
namespace {

/// An address, and what its reference stands for now.
class StoreRenewalTest : public testing::Test {
 protected:
  StoreRenewal::ReadAgain reading() {
    return [this]() -> boost::asio::awaitable<Expected<Secret>> {
      ++readings_;
      const auto executor = co_await boost::asio::this_coro::executor;
      co_await boost::asio::post(executor, boost::asio::use_awaitable);
      if (!found_) co_return Error{ErrorKind::unavailable, "file:/run/store: cannot be read"};
      co_return Secret{*found_};
    };
  }
  void run() {
    io_.restart();
    io_.run();
  }

  boost::asio::io_context io_{1};
  std::optional<std::string> found_ = "postgresql://latchkey:new@db/latchkey";
  int readings_ = 0;
  doubles::FakeClock clock_{TimePoint{std::chrono::sys_days{std::chrono::year{2026} / 11 / 30}}};
  storage::PostgresAddress address_{Secret{"postgresql://latchkey:former@db/latchkey"}};
};

TEST_F(StoreRenewalTest, ReadsTheAddressAgainWhereAConnectionWasRefused) {
  const StoreRenewal renewal{io_.get_executor(), address_, reading(), clock_};
  std::thread{[&] { address_.refused(); }}.join();
  EXPECT_EQ(address_.newest().reveal(), "postgresql://latchkey:former@db/latchkey");
  run();
  EXPECT_EQ(address_.newest().reveal(), "postgresql://latchkey:new@db/latchkey");
  EXPECT_EQ(readings_, 1);
}

TEST_F(StoreRenewalTest, ReadsItOnceForAllThatAreRefusedMeanwhile) {
  const StoreRenewal renewal{io_.get_executor(), address_, reading(), clock_};
  for (int i = 0; i < 3; ++i) address_.refused();
  run();
  EXPECT_EQ(readings_, 1);
}

TEST_F(StoreRenewalTest, DoesNotReadItForEachOfManyRefusals) {
  const StoreRenewal renewal{io_.get_executor(), address_, reading(), clock_};
  for (const int readings : {1, 1, 2}) {
    address_.refused();
    run();
    EXPECT_EQ(readings_, readings);
    clock_.advance(std::chrono::seconds{3});
  }
}

TEST_F(StoreRenewalTest, LeavesItWhereNothingUsableIsFound) {
  const doubles::CapturedLog log;
  const StoreRenewal renewal{io_.get_executor(), address_, reading(), clock_};
  for (const std::optional<std::string>& found :
       {std::optional<std::string>{}, std::optional<std::string>{"sqlite:/var/lib/s3cret.db"},
        std::optional<std::string>{"no-url-but-s3cret"}}) {
    found_ = found;
    clock_.advance(std::chrono::minutes{1});
    address_.refused();
    run();
    EXPECT_EQ(address_.newest().reveal(), "postgresql://latchkey:former@db/latchkey");
  }
  EXPECT_EQ(log.text(),
            "warning: Not resolved again: store.url gives no postgresql:// address any more; the "
            "one before stays\n"
            "warning: Not resolved again: store.url gives no postgresql:// address any more; the "
            "one before stays\n");
}

TEST_F(StoreRenewalTest, ReadsNothingForAFile) {
  StoreRenewal renewal{io_.get_executor(), std::nullopt, reading(), clock_};
  boost::asio::co_spawn(io_, renewal.renew(), boost::asio::detached);
  run();
  EXPECT_EQ(readings_, 0);
}

TEST_F(StoreRenewalTest, IsNotToldAnyMoreWhenItIsGone) {
  { const StoreRenewal renewal{io_.get_executor(), address_, reading(), clock_}; }
  address_.refused();
  run();
  EXPECT_EQ(readings_, 0);
}

}  // namespace
}  // namespace latchkey
