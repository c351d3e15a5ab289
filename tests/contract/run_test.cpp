// What whoever operates `latchkey run` sees of it from outside: health, readiness, its service
// manager's view, and its end.
#include "tests/contract/running_bot.hpp"
#include "tests/doubles/loopback_server.hpp"
#include "tests/harness/tiny_disk.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <sqlite3.h>
#include <boost/asio/ip/tcp.hpp>
#include <boost/asio/local/datagram_protocol.hpp>

#include <array>
#include <chrono>
#include <csignal>
#include <memory>
#include <optional>
#include <string>
#include <system_error>

namespace latchkey::contract {
namespace {

using boost::asio::ip::tcp;
using testing::HasSubstr;
using testing::StartsWith;

constexpr std::chrono::seconds k_patience{30};

struct Run : testing::Test {
  RunningBot bot;

  int stop() {
    bot.process().send_signal(SIGTERM);
    return bot.process().wait(k_patience);
  }
};

TEST_F(Run, IsHealthyFromItsStartAndReadyFromTheFirstHelloOn) {
  bot.start();
  EXPECT_EQ(bot.get("/healthz").body, "ok\n");
  const auto unready = bot.get("/readyz");
  EXPECT_EQ(unready.status, 503);
  EXPECT_THAT(unready.body, testing::StartsWith("slack: not connected\nstore: ok\n"));

  bot.greet();
  EXPECT_THAT(bot.wait_for("/readyz", 200).body,
              testing::StartsWith("slack: ok, 1 of 1 connection\nstore: ok\n"));

  EXPECT_EQ(bot.get("/nowhere").status, 404);
  EXPECT_EQ(stop(), 0);
  EXPECT_TRUE(bot.slack().wait_for_goodbye(0));
}

TEST_F(Run, IsNotReadyWhileAnotherProgramLocksTheStore) {
  bot.start();
  bot.greet();
  bot.wait_for("/readyz", 200);
  sqlite3* handle = nullptr;
  ASSERT_EQ(sqlite3_open(bot.store_file().c_str(), &handle), SQLITE_OK);
  const std::unique_ptr<sqlite3, decltype(&sqlite3_close)> other{handle, &sqlite3_close};
  ASSERT_EQ(sqlite3_exec(handle, "PRAGMA busy_timeout = 5000; BEGIN IMMEDIATE", nullptr, nullptr,
                         nullptr),
            SQLITE_OK);
  EXPECT_THAT(bot.wait_for("/readyz", 503).body,
              StartsWith("slack: ok, 1 of 1 connection\nstore: fails, "));
  EXPECT_EQ(bot.get("/healthz").status, 200);

  ASSERT_EQ(sqlite3_exec(handle, "ROLLBACK", nullptr, nullptr, nullptr), SQLITE_OK);
  bot.wait_for("/readyz", 200);
  EXPECT_EQ(stop(), 0);
}

TEST_F(Run, IsNotReadyWhileTheDiskIsFull) {
  std::optional<harness::TinyDisk> disk;
  try {
    disk.emplace(bot.directory());
  } catch (const std::system_error& refused) {
    GTEST_SKIP() << refused.what();
  }
  bot.start();
  bot.greet();
  bot.wait_for("/readyz", 200);
  {
    const harness::FilledDisk filled{bot.directory()};
    EXPECT_THAT(bot.wait_for("/readyz", 503).body,
                testing::ContainsRegex("slack: ok, 1 of 1 connection\nstore: fails, .*full\n"));
    EXPECT_EQ(bot.get("/healthz").status, 200);
  }
  bot.wait_for("/readyz", 200);
  EXPECT_EQ(stop(), 0);
}

/// Answers the next attempt to connect with Slack's refusal of the token, and has one made.
void refuse_the_token(RunningBot& bot) {
  bot.slack().answer("apps.connections.open",
                     doubles::answer(200, R"({"ok":false,"error":"invalid_auth"})"));
  bot.slack().send(bot.slack().connections() - 1,
                   R"({"type":"disconnect","reason":"refresh_requested"})");
}

TEST_F(Run, GoesOnWithTheTokenThatTheRefusedOneWasExchangedFor) {
  bot.start();
  bot.greet();
  bot.wait_for("/readyz", 200);
  bot.exchange_app_token("xapp-exchanged");
  refuse_the_token(bot);
  ASSERT_TRUE(bot.slack().wait_for_connections(2));
  bot.greet();
  bot.wait_for("/readyz", 200);
  EXPECT_EQ(bot.slack().calls("apps.connections.open").back().header("Authorization"),
            "Bearer xapp-exchanged");
  EXPECT_EQ(stop(), 0);
}

TEST_F(Run, EndsWhereItsTokenIsRefusedAndIsTheSameStill) {
  bot.start();
  bot.greet();
  bot.wait_for("/readyz", 200);
  refuse_the_token(bot);
  EXPECT_EQ(bot.process().wait(k_patience), 1);
}

TEST_F(Run, ListensNowhereWhereItIsToldSo) {
  bot.start("listen = \"\"");
  bot.greet();
  std::string said;
  while (said.find("Connected to Slack") == std::string::npos) {
    said += bot.process().next_line(k_patience).value() + "\n";
  }
  EXPECT_THAT(said, testing::Not(HasSubstr("http")));
  EXPECT_EQ(stop(), 0);
}

TEST_F(Run, DoesNotStartWhereItsAddressIsTaken) {
  boost::asio::io_context io;
  const tcp::acceptor taken{io, {boost::asio::ip::address_v4::loopback(), 0}};
  const auto address = "127.0.0.1:" + std::to_string(taken.local_endpoint().port());
  bot.start("listen = \"" + address + "\"");
  EXPECT_EQ(bot.process().next_line(k_patience),
            "http.listen: " + address + ": Address already in use");
  EXPECT_EQ(bot.process().wait(k_patience), 2);
}

TEST_F(Run, IsRefusedTheStoreBeforeTheAddressThatTheOtherOneHas) {
  bot.start();
  bot.get("/healthz");
  harness::ChildProcess second{{"sh", "-c",
                                "exec " LATCHKEY_PROGRAM " run --config $(dirname " +
                                    bot.store_file() + ")/latchkey.toml 2>&1"}};
  EXPECT_EQ(second.wait(k_patience), 1);
}

/// The service manager's end of NOTIFY_SOCKET.
class Notifications {
 public:
  explicit Notifications(const std::string& path) : socket_(io_, Endpoint{path}) {}

  /// The next one. The test hangs where none comes, and is ended by its time limit.
  std::string next() {
    std::array<char, 512> bytes{};
    return {bytes.data(), socket_.receive(boost::asio::buffer(bytes))};
  }
  std::string next_with(const std::string& word) {
    std::string heard = next();
    while (heard.find(word) == std::string::npos) heard = next();
    return heard;
  }

 private:
  using Endpoint = boost::asio::local::datagram_protocol::endpoint;
  boost::asio::io_context io_;
  boost::asio::local::datagram_protocol::socket socket_;
};

TEST_F(Run, TellsItsServiceManagerThatItLivesThatItIsReadyAndThatItStops) {
  Notifications manager{bot.notify_socket()};
  bot.start("listen = \"\"", {{"NOTIFY_SOCKET", bot.notify_socket()}, {"WATCHDOG_USEC", "100000"}});
  // Alive, and not ready before Slack's hello.
  for (int i = 0; i < 3; ++i) {
    EXPECT_EQ(manager.next(), "WATCHDOG=1\nSTATUS=Not connected to Slack");
  }
  bot.greet();
  EXPECT_EQ(manager.next_with("READY=1"), "READY=1\nSTATUS=Connected to Slack: 1 of 1 connection");
  EXPECT_EQ(manager.next_with("WATCHDOG=1\nSTATUS=Connected"),
            "WATCHDOG=1\nSTATUS=Connected to Slack: 1 of 1 connection");
  bot.process().send_signal(SIGTERM);
  EXPECT_THAT(manager.next_with("STOPPING=1"), StartsWith("STOPPING=1\n"));
  EXPECT_EQ(bot.process().wait(k_patience), 0);
}

}  // namespace
}  // namespace latchkey::contract
