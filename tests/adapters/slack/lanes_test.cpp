#include "adapters/slack/lanes.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <boost/asio/bind_cancellation_slot.hpp>
#include <boost/asio/cancellation_signal.hpp>
#include <boost/asio/co_spawn.hpp>
#include <boost/asio/detached.hpp>
#include <boost/asio/io_context.hpp>
#include <boost/asio/redirect_error.hpp>
#include <boost/asio/steady_timer.hpp>
#include <boost/asio/use_awaitable.hpp>

#include <string>
#include <vector>

namespace latchkey::slack {
namespace {

namespace asio = boost::asio;
using testing::ElementsAre;

class LanesTest : public testing::Test {
 protected:
  /// Enters the lane and stays in it until `gate_` is opened.
  asio::awaitable<void> pass(std::string lane, std::string name) {
    const auto turn = co_await lanes_.enter(lane);
    if (!turn) {
      log_.push_back(name + " refused");
      co_return;
    }
    log_.push_back(name + " in");
    boost::system::error_code ignored;
    co_await gate_.async_wait(asio::redirect_error(asio::use_awaitable, ignored));
    log_.push_back(name + " out");
  }

  void start(const std::string& lane, const std::string& name) {
    asio::co_spawn(io_, pass(lane, name), asio::detached);
    io_.poll();
  }

  void open_gate() {
    gate_.cancel();
    io_.poll();
  }

  asio::io_context io_{1};
  Lanes lanes_;  // gone before the coroutines that wait in it, as at a shutdown
  asio::steady_timer gate_{io_, asio::steady_timer::time_point::max()};
  std::vector<std::string> log_;
};

TEST_F(LanesTest, LetsOneInAtATimeInTheirOrder) {
  start("a", "first");
  start("a", "second");
  start("a", "third");
  EXPECT_THAT(log_, ElementsAre("first in"));
  open_gate();
  EXPECT_THAT(log_, ElementsAre("first in", "first out", "second in"));
  open_gate();
  open_gate();
  EXPECT_THAT(log_, ElementsAre("first in", "first out", "second in", "second out", "third in",
                                "third out"));
}

TEST_F(LanesTest, KeepsLanesApart) {
  start("a", "first");
  start("b", "second");
  EXPECT_THAT(log_, ElementsAre("first in", "second in"));
}

TEST_F(LanesTest, RefusesTheFiftySecondInALane) {
  start("a", "first");
  for (int i = 0; i < 50; ++i) start("a", "waiting");
  start("a", "last");
  EXPECT_THAT(log_, ElementsAre("first in", "last refused"));
}

TEST_F(LanesTest, GivesBackThePlaceOfOneThatWasCancelled) {
  start("a", "first");
  asio::cancellation_signal cancel;
  asio::co_spawn(io_, pass("a", "cancelled"),
                 asio::bind_cancellation_slot(cancel.slot(), asio::detached));
  io_.poll();
  start("a", "third");
  cancel.emit(asio::cancellation_type::terminal);
  io_.poll();
  open_gate();
  EXPECT_THAT(log_, ElementsAre("first in", "first out", "third in"));
}

}  // namespace
}  // namespace latchkey::slack
