// Posts of several processes into one channel come at the pace that Slack allows to one.
#include "bot/wiring/shared_turn.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <boost/asio/co_spawn.hpp>
#include <boost/asio/io_context.hpp>

#include <chrono>
#include <optional>
#include <string>
#include <utility>
#include <vector>

namespace latchkey {
namespace {

using namespace std::chrono_literals;
using std::chrono::milliseconds;
using testing::ElementsAre;
using testing::Pair;

/// Gives each the same wait.
class FakeTurns final : public Replicas {
 public:
  std::optional<milliseconds> time = 30s;
  Expected<milliseconds> wait = milliseconds{0};
  std::vector<std::pair<std::string, milliseconds>> asked;

  [[nodiscard]] std::optional<milliseconds> lease() const override { return time; }
  boost::asio::awaitable<Expected<Standing>> renew() override { co_return Standing{}; }
  boost::asio::awaitable<Expected<void>> leave(milliseconds /*settling*/) override {
    co_return Expected<void>{};
  }
  boost::asio::awaitable<Expected<milliseconds>> next_turn(std::string what,
                                                           milliseconds interval) override {
    asked.emplace_back(std::move(what), interval);
    co_return wait;
  }
};

struct SharedTurnTest : testing::Test {
  boost::asio::io_context context;
  FakeTurns turns;
  bool came = false;

  void wait_in(const std::string& channel, int posts_per_second = 1) {
    auto options = with_shared_turn({.api_url = {},
                                     .app_token = Secret{""},
                                     .bot_token = Secret{""},
                                     .posts_per_second = posts_per_second,
                                     .network = {}},
                                    turns);
    auto turn = options.shared_turn(channel);
    boost::asio::co_spawn(context, std::move(turn),
                          [this](const std::exception_ptr&) { came = true; });
    context.restart();
    context.poll();
  }
};

TEST_F(SharedTurnTest, IsTakenPerChannelAndAtSlacksPace) {
  wait_in("C0");
  wait_in("C1", 50);
  EXPECT_THAT(turns.asked, ElementsAre(Pair("posts in C0", 1s), Pair("posts in C1", 20ms)));
}

TEST_F(SharedTurnTest, IsWaitedFor) {
  turns.wait = milliseconds{5};
  wait_in("C0");
  context.run();
  EXPECT_TRUE(came);
  turns.wait = std::chrono::hours{1};
  came = false;
  wait_in("C0");
  EXPECT_FALSE(came);
}

TEST_F(SharedTurnTest, DoesNotKeepAPostBackWhereTheStoreHasTrouble) {
  turns.wait = Error{ErrorKind::unavailable, "away"};
  wait_in("C0");
  EXPECT_TRUE(came);
}

TEST_F(SharedTurnTest, IsNotAskedForWhereNobodySharesTheStore) {
  turns.time.reset();
  EXPECT_FALSE(
      with_shared_turn(
          {.api_url = {}, .app_token = Secret{""}, .bot_token = Secret{""}, .network = {}}, turns)
          .shared_turn);
}

}  // namespace
}  // namespace latchkey
