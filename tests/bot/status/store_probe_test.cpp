#include "bot/status/store_probe.hpp"

#include "tests/doubles/await.hpp"

#include <gtest/gtest.h>
#include <boost/asio/as_tuple.hpp>
#include <boost/asio/use_awaitable.hpp>

#include <optional>

namespace latchkey::status {
namespace {

using std::chrono::hours;
using std::chrono::milliseconds;

/// A store that answers when it is told to.
class StoreProbeTest : public testing::Test {
 protected:
  boost::asio::awaitable<Expected<void>> write() {
    ++writes_;
    while (!answer_) co_await told_.async_wait(boost::asio::as_tuple(boost::asio::use_awaitable));
    co_return *answer_;
  }
  StoreProbe probe(StoreProbe::Times times) {
    return {io_.get_executor(), [this] { return write(); }, times};
  }
  Expected<void> ask(StoreProbe& probe) { return doubles::await(probe.ask(), io_); }

  boost::asio::io_context io_;
  boost::asio::steady_timer told_{io_, boost::asio::steady_timer::time_point::max()};
  std::optional<Expected<void>> answer_ = Expected<void>{};
  int writes_ = 0;
};

TEST_F(StoreProbeTest, WritesOnceForAllWhoAskWithinItsTime) {
  auto once = probe({.valid_for = hours{1}, .within = hours{1}});
  EXPECT_TRUE(ask(once));
  EXPECT_TRUE(ask(once));
  EXPECT_EQ(writes_, 1);
}

TEST_F(StoreProbeTest, WritesAgainWhenTheAnswerIsOld) {
  auto always = probe({.valid_for = milliseconds{0}, .within = hours{1}});
  EXPECT_TRUE(ask(always));
  answer_ = Error{ErrorKind::unavailable, "store: the disk is full"};
  const auto full = ask(always);
  ASSERT_FALSE(full);
  EXPECT_EQ(full.error().what, "store: the disk is full");
  EXPECT_EQ(writes_, 2);
}

TEST_F(StoreProbeTest, WritesOnceForThoseWhoAskAtTheSameTime) {
  answer_.reset();
  auto slow = probe({.valid_for = milliseconds{0}, .within = hours{1}});
  int answered = 0;
  for (int i = 0; i < 3; ++i) {
    boost::asio::co_spawn(io_, slow.ask(), [&](std::exception_ptr, Expected<void> answer) {
      answered += answer ? 1 : 0;
    });
  }
  io_.poll();
  EXPECT_EQ(answered, 0);
  answer_ = Expected<void>{};
  told_.cancel();
  io_.restart();
  io_.run();
  EXPECT_EQ(answered, 3);
  EXPECT_EQ(writes_, 1);
}

TEST_F(StoreProbeTest, DoesNotWaitForAStoreThatHangs) {
  answer_.reset();
  auto impatient = probe({.valid_for = hours{1}, .within = milliseconds{10}});
  const auto hung = ask(impatient);
  ASSERT_FALSE(hung);
  EXPECT_EQ(hung.error().what, "store did not answer within 10 ms");
}

}  // namespace
}  // namespace latchkey::status
