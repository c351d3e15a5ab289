// Several connections at once.
#include "tests/adapters/slack/socket_mode_fixture.hpp"

#include <chrono>
#include <thread>

namespace latchkey::slack {
namespace {

using std::chrono::milliseconds;
using testing::HasSubstr;
using testing::Not;

class SocketModePoolTest : public SocketModeTest {
 protected:
  /// Until each of the first connections serves: then it has had its hello.
  void wait_until_served(std::size_t count) {
    ASSERT_TRUE(slack_.wait_for_connections(count));
    const auto before = slack_.acks().size();
    for (std::size_t i = 0; i < count; ++i) slack_.send(i, command("ready-" + std::to_string(i)));
    ASSERT_TRUE(slack_.wait_for_acks(before + count));
  }
};

std::string hello(int counted) {
  return R"({"type":"hello","num_connections":)" + std::to_string(counted) + "}";
}

const std::string k_refresh = R"({"type":"disconnect","reason":"refresh_requested"})";
const std::string k_too_many = R"({"type":"disconnect","reason":"too_many_websockets"})";
const std::string k_link_disabled = R"({"type":"disconnect","reason":"link_disabled"})";

TEST_F(SocketModePoolTest, OpensOneAfterTheOther) {
  constexpr milliseconds k_apart{20};
  BotOptions options{.connections = 4};
  options.times.open_apart = k_apart;
  Bot bot{slack_, options};
  ASSERT_TRUE(slack_.wait_for_connections(4));
  for (std::size_t i = 0; i < 4; ++i) {
    EXPECT_GE(slack_.opened_at(i), k_apart * static_cast<int>(i)) << "connection " << i;
  }
}

TEST_F(SocketModePoolTest, ServesWithTheFirstWhileTheOthersWaitForTheirTurn) {
  BotOptions options{.connections = 9};
  options.times.open_apart = std::chrono::hours{1};
  Bot bot{slack_, options};
  ASSERT_TRUE(slack_.wait_for_connections(1));
  slack_.send(0, command("e-1"));
  ASSERT_TRUE(slack_.wait_for_acks(1));
  EXPECT_EQ(bot.state().wanted, 9);
  EXPECT_EQ(bot.state().connected, 1);
  EXPECT_EQ(slack_.connections(), 1U);
  EXPECT_EQ(bot.first_hellos, 1);
}

TEST_F(SocketModePoolTest, ServesNineAtOnceAndSaysHowTheyAre) {
  auto bot = std::make_unique<Bot>(slack_, BotOptions{.connections = 9});
  ASSERT_TRUE(slack_.wait_for_connections(9));
  EXPECT_EQ(bot->state().last_envelope, std::nullopt);
  const auto before = SystemClock{}.now();
  for (std::size_t i = 0; i < 9; ++i) slack_.send(i, command("e-" + std::to_string(i)));
  ASSERT_TRUE(slack_.wait_for_acks(9));
  for (const auto& [envelope, connection] : acked_over()) {
    EXPECT_EQ(envelope, "e-" + std::to_string(connection));
  }
  const auto state = bot->state();
  EXPECT_EQ(state.wanted, 9);
  EXPECT_EQ(state.connected, 9);
  EXPECT_GE(state.counted_by_slack, 1);
  EXPECT_GE(state.last_envelope, before);
  EXPECT_EQ(state.envelopes.at("slash_commands").received, 9);
  // Slack may have the last acknowledgement before we know that it left.
  const auto until = SystemClock{}.now() + std::chrono::seconds{30};
  const auto acknowledged = [&] {
    return bot->state().envelopes.at("slash_commands").acknowledged;
  };
  while (acknowledged() < 9 && SystemClock{}.now() < until) std::this_thread::yield();
  EXPECT_EQ(acknowledged(), 9);
  EXPECT_EQ(bot->first_hellos, 1);
  EXPECT_THAT(log_of(std::move(bot)), HasSubstr("info: Connected to Slack: 9 of 9 connections"));
}

TEST_F(SocketModePoolTest, KeepsTheOthersWhereOneEnds) {
  Bot bot{slack_, {.connections = 3}};
  ASSERT_TRUE(slack_.wait_for_connections(3));
  slack_.cut(1);
  ASSERT_TRUE(slack_.wait_for_connections(4));
  EXPECT_EQ(slack_.others_open_at_start_of(3), 2U);
  for (const std::size_t i : {0U, 2U, 3U}) slack_.send(i, command("e-" + std::to_string(i)));
  ASSERT_TRUE(slack_.wait_for_acks(3));
  EXPECT_EQ(bot.state().connected, 3);
}

// Nine connections, all refreshed together: a second successor would be Slack's eleventh.
TEST_F(SocketModePoolTest, NeverOpensMoreThanSlackAllows) {
  constexpr std::size_t k_slots = 9;
  BotOptions options{.connections = k_slots};
  options.times.drain_at_most = milliseconds{60'000};
  Bot bot{slack_, options};
  ASSERT_NO_FATAL_FAILURE(wait_until_served(k_slots));
  slack_.watch_serving();
  for (std::size_t i = 0; i < k_slots; ++i) {
    slack_.send(i, R"({"type":"disconnect","reason":"refresh_requested"})");
  }
  for (std::size_t i = 0; i < k_slots; ++i) {
    ASSERT_TRUE(slack_.wait_for_connections(k_slots + i + 1));
    slack_.close(i);
  }
  ASSERT_TRUE(slack_.wait_for_open(k_slots));
  EXPECT_LE(slack_.most_open(), 10U);
  EXPECT_GE(slack_.fewest_serving(), 1U);
  EXPECT_EQ(bot.state().connected, 9);
}

TEST_F(SocketModePoolTest, ClosesOnlyTheOneThatIsTooMany) {
  auto bot = std::make_unique<Bot>(slack_, BotOptions{.connections = 2});
  ASSERT_TRUE(slack_.wait_for_connections(2));
  slack_.send(1, k_too_many);
  ASSERT_TRUE(slack_.wait_for_connections(3));
  EXPECT_TRUE(slack_.wait_for_goodbye(1));
  EXPECT_EQ(slack_.others_open_at_start_of(2), 1U) << "closed first, then opened";
  slack_.send(0, command("e-1"));
  ASSERT_TRUE(slack_.wait_for_acks(1));
  EXPECT_THAT(log_of(std::move(bot)),
              HasSubstr("error: Slack ends this connection because the app holds more than 10; "
                        "connecting again in 0.4 s. Look for other programs that use the same app "
                        "token.\n"));
}

// The successor was one too many: the old one serves until Slack ends it, and only then comes the
// next.
TEST_F(SocketModePoolTest, DoesNotOverlapAgainAfterASuccessorThatWasTooMany) {
  Bot bot{slack_};
  ASSERT_TRUE(slack_.wait_for_connections(1));
  slack_.greet(false);
  slack_.send(0, R"({"type":"disconnect","reason":"warning"})");
  ASSERT_TRUE(slack_.wait_for_connections(2));
  slack_.greet(true);
  slack_.send(1, k_too_many);
  EXPECT_TRUE(slack_.wait_for_goodbye(1));
  slack_.send(0, command("e-1"));
  ASSERT_TRUE(slack_.wait_for_acks(1));
  slack_.greet(false);
  slack_.close(0);
  ASSERT_TRUE(slack_.wait_for_connections(3));
  EXPECT_EQ(slack_.others_open_at_start_of(2), 0U);
  // Nor later, while it is as many as Slack allows.
  slack_.send(2, hello(10));
  slack_.send(2, command("e-2"));
  slack_.send(2, k_refresh);
  ASSERT_TRUE(slack_.wait_for_acks(2));
  slack_.close(2);
  ASSERT_TRUE(slack_.wait_for_connections(4));
  EXPECT_EQ(slack_.others_open_at_start_of(3), 0U);
}

// A person has switched Socket Mode off: all go, one line says so, and all come back.
TEST_F(SocketModePoolTest, ComesBackWhenSocketModeIsSwitchedOnAgain) {
  constexpr std::size_t k_slots = 3;
  auto bot = std::make_unique<Bot>(slack_, BotOptions{.connections = k_slots});
  ASSERT_NO_FATAL_FAILURE(wait_until_served(k_slots));
  for (std::size_t i = 0; i < k_slots; ++i) slack_.send(i, k_link_disabled);
  ASSERT_TRUE(slack_.wait_for_connections(2 * k_slots));
  for (std::size_t i = 0; i < k_slots; ++i) EXPECT_TRUE(slack_.wait_for_goodbye(i));
  EXPECT_LT(slack_.others_open_at_start_of(k_slots), k_slots);
  slack_.send(2 * k_slots - 1, command("e-1"));
  ASSERT_TRUE(slack_.wait_for_acks(k_slots + 1));
  const auto log = log_of(std::move(bot));
  EXPECT_EQ(count_of("error: Socket Mode is switched off in the Slack app's settings; trying again "
                     "in 0.4 s.\n",
                     log),
            1U);
}

// Slack limits the app, not the connection: one was told, all wait.
TEST_F(SocketModePoolTest, AsksNoMoreWhileSlackSaysThatItIsTooOften) {
  slack_.answer("apps.connections.open", doubles::json(429, R"({"ok":false,"error":"ratelimited"})",
                                                       {{"Retry-After", "3600"}}));
  BotOptions options{.connections = 2};
  options.times.open_apart = milliseconds{200};
  Bot bot{slack_, options};
  ASSERT_TRUE(
      wait_for_log(bot, "warning: No connection to Slack came about; trying again in 36", 2));
  EXPECT_EQ(slack_.calls("apps.connections.open").size(), 1U);
}

TEST_F(SocketModePoolTest, WarnsOnceOfConnectionsThatAreNotItsOwn) {
  slack_.greet(false);
  auto bot = std::make_unique<Bot>(slack_, BotOptions{.connections = 2});
  ASSERT_TRUE(slack_.wait_for_connections(2));
  for (const std::size_t i : {0U, 1U}) {
    slack_.send(i, R"({"type":"hello","num_connections":5})");
    slack_.send(i, command("e-" + std::to_string(i)));
  }
  ASSERT_TRUE(slack_.wait_for_acks(2));
  EXPECT_EQ(bot->state().counted_by_slack, 5);
  const auto log = log_of(std::move(bot));
  EXPECT_EQ(count_of("warning: Slack counts 5 connections for this app and we hold ", log), 1U);
}

// Slack counts a connection before we hear that it has come about.
TEST_F(SocketModePoolTest, TakesOneThatIsBeingDialledForItsOwn) {
  slack_.greet(false);
  slack_.answer("link", doubles::never_answer());
  auto bot = std::make_unique<Bot>(slack_, BotOptions{.connections = 2});
  ASSERT_TRUE(slack_.wait_for_calls("link", 1));
  ASSERT_TRUE(slack_.wait_for_connections(1));
  slack_.send(0, hello(2));
  slack_.send(0, command("e-0"));
  ASSERT_TRUE(slack_.wait_for_acks(1));
  EXPECT_THAT(log_of(std::move(bot)), Not(HasSubstr("another Latchkey")));
}

// They come and go: what Slack counts is judged when those that have just come are known.
TEST_F(SocketModePoolTest, WarnsOfWhatNobodyHoldsWhoSharesTheStore) {
  slack_.greet(false);
  auto bot = std::make_unique<Bot>(slack_, BotOptions{.connections = 2, .shared = true});
  ASSERT_TRUE(slack_.wait_for_connections(2));
  const auto count = [&](std::size_t connection, int counted) {
    slack_.send(connection, hello(counted));
    const auto acks = slack_.acks().size();
    slack_.send(connection, command("e-" + std::to_string(connection)));
    ASSERT_TRUE(slack_.wait_for_acks(acks + 1));
  };
  ASSERT_NO_FATAL_FAILURE(count(0, 8));
  bot->others_hold({.processes = 2, .connections = 4});
  EXPECT_EQ(bot->on_its_thread([this] { return count_of("Slack counts 8 conn", log_.text()); }), 0U)
      << "each may be replacing one";
  ASSERT_NO_FATAL_FAILURE(count(1, 9));
  bot->others_hold({.processes = 2, .connections = 4});
  EXPECT_THAT(log_of(std::move(bot)),
              HasSubstr("warning: Slack counts 9 connections for this app and all that share the "
                        "store hold at most 8: another Latchkey runs with the same app token"));
}

TEST_F(SocketModePoolTest, ClosesFirstWhereSlackCountsAsManyAsItAllows) {
  slack_.greet(false);
  Bot bot{slack_, {.connections = 2}};
  ASSERT_TRUE(slack_.wait_for_connections(2));
  for (const std::size_t i : {0U, 1U}) slack_.send(i, hello(10));
  ASSERT_NO_FATAL_FAILURE(wait_until_served(2));
  slack_.send(0, k_refresh);
  ASSERT_TRUE(wait_for_log(bot, "another one takes over", 1));
  slack_.close(0);
  ASSERT_TRUE(slack_.wait_for_connections(3));
  EXPECT_EQ(slack_.others_open_at_start_of(2), 1U);
}

// Five processes of two: none of them can know how the others' refreshes stand.
TEST_F(SocketModePoolTest, ClosesFirstWhereOthersHoldTheRest) {
  Bot bot{slack_, {.connections = 2, .shared = true}};
  ASSERT_NO_FATAL_FAILURE(wait_until_served(2));
  bot.others_hold({.processes = 4, .connections = 8});
  slack_.send(0, k_refresh);
  ASSERT_TRUE(wait_for_log(bot, "another one takes over", 1));
  slack_.close(0);
  ASSERT_TRUE(slack_.wait_for_connections(3));
  EXPECT_EQ(slack_.others_open_at_start_of(2), 1U);
}

TEST_F(SocketModePoolTest, ReplacesOneAsSoonAsOthersLeaveRoom) {
  Bot bot{slack_, {.connections = 2, .shared = true}};
  ASSERT_NO_FATAL_FAILURE(wait_until_served(2));
  bot.others_hold({.processes = 4, .connections = 8});
  slack_.send(0, k_refresh);
  ASSERT_TRUE(wait_for_log(bot, "another one takes over", 1));
  bot.others_hold({.processes = 3, .connections = 6});
  ASSERT_TRUE(slack_.wait_for_connections(3));
  EXPECT_EQ(slack_.others_open_at_start_of(2), 2U);
}

// They may be gone since they were seen: Slack knows.
TEST_F(SocketModePoolTest, OpensTheOneThatItLacksWhateverOthersAreSaidToHold) {
  Bot bot{slack_, {.connections = 1, .shared = true}};
  ASSERT_NO_FATAL_FAILURE(wait_until_served(1));
  bot.others_hold({.processes = 5, .connections = 10});
  slack_.cut(0);
  EXPECT_TRUE(slack_.wait_for_connections(2));
}

TEST_F(SocketModePoolTest, DoesNotWarnOfItsOwn) {
  auto bot = std::make_unique<Bot>(slack_, BotOptions{.connections = 3});
  ASSERT_TRUE(slack_.wait_for_connections(3));
  slack_.send(2, command("e-1"));
  ASSERT_TRUE(slack_.wait_for_acks(1));
  EXPECT_THAT(log_of(std::move(bot)), Not(HasSubstr("and we hold")));
}

}  // namespace
}  // namespace latchkey::slack
