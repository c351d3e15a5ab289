#include "bot/status/service_manager.hpp"

#include "tests/harness/temporary_directory.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <unistd.h>
#include <boost/asio/io_context.hpp>

#include <array>

namespace latchkey::status {
namespace {

using Datagrams = boost::asio::local::datagram_protocol;
using std::chrono::microseconds;

constexpr int k_us = 4711;

/// Plays systemd's end of the socket.
class ServiceManagerTest : public testing::Test {
 protected:
  /// The next notification. The test hangs where none comes, and is ended by its time limit.
  std::string next() {
    std::string heard;
    std::array<char, 512> bytes{};
    socket_.async_receive(boost::asio::buffer(bytes),
                          [&](const boost::system::error_code&, std::size_t count) {
                            heard.assign(bytes.data(), count);
                          });
    io_.restart();
    while (heard.empty() && io_.run_one() > 0) {
    }
    return heard;
  }

  harness::TemporaryDirectory directory_;
  std::string path_ = directory_.path() / "notify";
  boost::asio::io_context io_;
  Datagrams::socket socket_{io_, Datagrams::endpoint{path_}};
};

TEST_F(ServiceManagerTest, HearsThatWeServeAndThatWeStop) {
  ServiceManager manager{io_.get_executor(), {.notify_socket = path_}};
  manager.ready("Connected to Slack");
  manager.stopping();
  EXPECT_EQ(next(), "READY=1\nSTATUS=Connected to Slack");
  EXPECT_EQ(next(), "STOPPING=1\nSTATUS=Stopping: no new work is taken");
}

TEST_F(ServiceManagerTest, HearsOfAReloadFromReadyUntilTheStop) {
  ServiceManager manager{io_.get_executor(), {.notify_socket = path_}};
  manager.reloading();
  manager.reloaded("Not connected");
  manager.ready("Connected to Slack");
  EXPECT_EQ(next(), "READY=1\nSTATUS=Connected to Slack") << "nothing before it";
  manager.reloading();
  manager.reloaded("Connected again");
  EXPECT_THAT(next(), testing::MatchesRegex("RELOADING=1\nMONOTONIC_USEC=[0-9]+"));
  EXPECT_EQ(next(), "READY=1\nSTATUS=Connected again");
  manager.reloading();
  manager.stopping();
  manager.reloaded("Connected again");
  EXPECT_THAT(next(), testing::StartsWith("RELOADING=1"));
  EXPECT_THAT(next(), testing::StartsWith("STOPPING=1"));
  io_.restart();
  io_.run();
  EXPECT_EQ(socket_.available(), 0U) << "who stops is not called ready again";
}

TEST_F(ServiceManagerTest, HearsAgainAndAgainThatTheLoopTurns) {
  ServiceManager manager{io_.get_executor(), {path_, "2000", ""}};
  int ticks = 0;
  manager.keep_alive([&] { return "tick " + std::to_string(++ticks); });
  EXPECT_EQ(next(), "WATCHDOG=1\nSTATUS=tick 1");
  EXPECT_EQ(next(), "WATCHDOG=1\nSTATUS=tick 2");
  EXPECT_EQ(next(), "WATCHDOG=1\nSTATUS=tick 3");
}

TEST_F(ServiceManagerTest, HearsThatTheLoopTurnsWhileWeStopToo) {
  ServiceManager manager{io_.get_executor(), {path_, "2000", ""}};
  manager.stopping();
  manager.keep_alive([] { return "not connected any more"; });
  EXPECT_EQ(next(), "STOPPING=1\nSTATUS=Stopping: no new work is taken");
  EXPECT_EQ(next(), "WATCHDOG=1");
  EXPECT_EQ(next(), "WATCHDOG=1");
}

TEST_F(ServiceManagerTest, IsToldNothingWhereItDoesNotAsk) {
  ServiceManager manager{io_.get_executor(), {}};
  manager.ready("Connected to Slack");
  manager.keep_alive([] { return "alive"; });
  io_.run();  // comes back: nothing ticks
}

TEST_F(ServiceManagerTest, MayBeGoneWithoutHarm) {
  ServiceManager manager{io_.get_executor(), {.notify_socket = path_ + ".gone"}};
  manager.ready("Connected to Slack");
  io_.run();
}

TEST(NotifyEndpoint, IsAPathOrAnAbstractName) {
  EXPECT_EQ(notify_endpoint("/run/systemd/notify")->path(), "/run/systemd/notify");
  EXPECT_EQ(notify_endpoint("@latchkey")->path(), std::string("\0latchkey", 9));
  EXPECT_FALSE(notify_endpoint(""));
  EXPECT_FALSE(notify_endpoint("@"));
  EXPECT_FALSE(notify_endpoint("vsock:2:1234"));
  EXPECT_FALSE(notify_endpoint("/" + std::string(200, 'x')));
}

TEST(WatchdogTime, IsForTheProcessThatIsWatched) {
  EXPECT_EQ(watchdog_time({"", "30000000", ""}, k_us), microseconds{30'000'000});
  EXPECT_EQ(watchdog_time({"", "30000000", "4711"}, k_us), microseconds{30'000'000});
  EXPECT_EQ(watchdog_time({"", "30000000", "42"}, k_us), microseconds{0});
  for (const auto* nonsense : {"", "0", "-1", "soon", "1s"}) {
    EXPECT_EQ(watchdog_time({"", nonsense, ""}, k_us), microseconds{0}) << nonsense;
  }
}

}  // namespace
}  // namespace latchkey::status
