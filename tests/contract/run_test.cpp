// What whoever operates `latchkey run` sees of it from outside: health, readiness, its service
// manager's view, and its end.
#include "tests/contract/running_bot.hpp"
#include "tests/doubles/loopback_server.hpp"
#include "tests/harness/tiny_disk.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <pty.h>
#include <sqlite3.h>
#include <sys/wait.h>
#include <unistd.h>
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

/// Answers the first question about a request with Slack's refusal of the bot token.
void refuse_the_bot_token(RunningBot& bot) {
  bot.slack().answer("conversations.info",
                     doubles::answer(200, R"({"ok":false,"error":"token_revoked"})"));
  bot.slack().send(bot.slack().connections() - 1,
                   R"({"envelope_id":"e-1","type":"slash_commands","accepts_response_payload":true,
                       "payload":{"team_id":"T0OURS","channel_id":"C0SUPPORT","user_id":"U0DANA",
                       "command":"/diagnose","text":"jane.doe@acme.example","trigger_id":"1.2.a"}})");
}

TEST_F(Run, GoesOnWithTheTokenThatTheRefusedOneWasExchangedFor) {
  bot.start();
  bot.greet();
  bot.wait_for("/readyz", 200);
  bot.exchange("app_token", "xapp-exchanged");
  refuse_the_token(bot);
  ASSERT_TRUE(bot.slack().wait_for_connections(2));
  bot.greet();
  bot.wait_for("/readyz", 200);
  EXPECT_EQ(bot.slack().calls("apps.connections.open").back().header("Authorization"),
            "Bearer xapp-exchanged");
  EXPECT_EQ(stop(), 0);
}

// Slack shows no other sign of it: the connections, which the app token opened, go on.
TEST_F(Run, GoesOnWithTheBotTokenThatTheOneRefusedWhileItRanWasExchangedFor) {
  bot.start();
  bot.greet();
  bot.wait_for("/readyz", 200);
  bot.exchange("bot_token", "xoxb-exchanged");
  refuse_the_bot_token(bot);
  ASSERT_TRUE(bot.slack().wait_for_calls("conversations.info", 2));
  EXPECT_EQ(bot.slack().calls("conversations.info").back().header("Authorization"),
            "Bearer xoxb-exchanged");
  bot.wait_for("/readyz", 200);
  EXPECT_EQ(stop(), 0);
}

// Somebody waits for it: that the token was exchanged in between must not leave it unsaid.
TEST_F(Run, PostsWithTheNewBotTokenWhatWasRefusedWithTheFormerOne) {
  bot.start();
  bot.greet();
  bot.wait_for("/readyz", 200);
  bot.exchange("bot_token", "xoxb-exchanged");
  auto& slack = bot.slack();
  slack.answer("conversations.info",
               doubles::json(200, R"({"ok":true,"channel":{"id":"C0SUPPORT","is_member":true,
                                      "is_ext_shared":false}})"));
  slack.answer("users.info",
               doubles::json(200, R"({"ok":true,"user":{"id":"U0DANA","team_id":"T0OURS",
                                      "is_restricted":false,"is_ultra_restricted":false}})"));
  slack.answer("chat.postMessage", doubles::json(200, R"({"ok":false,"error":"token_revoked"})"));
  slack.answer("chat.postMessage",
               doubles::json(200, R"({"ok":true,"channel":"C0SUPPORT","ts":"17.2"})"));
  slack.send(slack.connections() - 1,
             R"({"envelope_id":"e-1","type":"events_api","payload":{"type":"event_callback",
                 "team_id":"T0OURS","event_id":"Ev01","event":{"type":"app_mention",
                 "user":"U0DANA","team":"T0OURS","channel":"C0SUPPORT","text":"<@U0BOT> help",
                 "ts":"17.1"}}})");
  ASSERT_TRUE(slack.wait_for_calls("chat.postMessage", 2));
  const auto posts = slack.calls("chat.postMessage");
  EXPECT_EQ(posts[0].header("Authorization"), "Bearer xoxb-sandbox");
  EXPECT_EQ(posts[1].header("Authorization"), "Bearer xoxb-exchanged");
  EXPECT_EQ(posts[1].body, posts[0].body);
  EXPECT_EQ(stop(), 0);
}

TEST_F(Run, EndsWhereItsBotTokenIsRefusedWhileItRunsAndIsTheSameStill) {
  bot.start();
  bot.greet();
  bot.wait_for("/readyz", 200);
  refuse_the_bot_token(bot);
  std::string said;
  while (said.find("Slack cannot be used") == std::string::npos) {
    said = bot.process().next_line(k_patience).value();
  }
  EXPECT_THAT(said, HasSubstr("bot token (slack.bot_token)"));
  EXPECT_THAT(said, HasSubstr("token_revoked"));
  EXPECT_EQ(bot.process().wait(k_patience), 1);
}

TEST_F(Run, ConnectsWithTheTokenThatAReloadFinds) {
  bot.start();
  bot.greet();
  bot.wait_for("/readyz", 200);
  bot.exchange("app_token", "xapp-exchanged");
  bot.process().send_signal(SIGHUP);
  ASSERT_TRUE(bot.slack().wait_for_connections(2));
  EXPECT_TRUE(bot.slack().wait_for_goodbye(0));
  bot.greet();
  bot.wait_for("/readyz", 200);
  EXPECT_EQ(bot.slack().calls("apps.connections.open").back().header("Authorization"),
            "Bearer xapp-exchanged");
  EXPECT_EQ(stop(), 0);
}

TEST_F(Run, KeepsItsTokenWhereSlackDoesNotTakeTheOneThatAReloadFinds) {
  bot.start();
  bot.greet();
  bot.wait_for("/readyz", 200);
  bot.exchange("app_token", "xapp-mistyped");
  bot.slack().answer("apps.connections.open",
                     doubles::answer(200, R"({"ok":false,"error":"invalid_auth"})"));
  bot.process().send_signal(SIGHUP);
  std::string said;
  while (said.find("does not take the new tokens") == std::string::npos) {
    said = bot.process().next_line(k_patience).value();
  }
  EXPECT_THAT(said, HasSubstr("invalid_auth"));
  EXPECT_EQ(bot.get("/readyz").status, 200);
  EXPECT_EQ(bot.slack().connections(), 1U);
  EXPECT_EQ(stop(), 0);
}

// It sends SIGHUP, too, and nobody would know of the program that goes on. The test hangs where it
// does, and is ended by its time limit.
TEST_F(Run, EndsWithTheTerminalThatItWasStartedIn) {
  bot.start();
  bot.greet();
  EXPECT_EQ(stop(), 0);
  const std::string config = bot.directory() / "latchkey.toml";
  int terminal = -1;
  const pid_t process = forkpty(&terminal, nullptr, nullptr, nullptr);
  if (process == 0) {
    // Of what keeps the log, which ends first.
    static_cast<void>(::signal(SIGPIPE, SIG_IGN));
    execl(LATCHKEY_PROGRAM, "latchkey", "run", "--config", config.c_str(), nullptr);
    _exit(127);
  }
  ASSERT_GT(process, 0);
  EXPECT_TRUE(bot.slack().wait_for_connections(2));
  close(terminal);
  int status = -1;
  ASSERT_EQ(waitpid(process, &status, 0), process);
  EXPECT_TRUE(WIFEXITED(status)) << "signal " << WTERMSIG(status);
  EXPECT_EQ(WEXITSTATUS(status), 0);
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

TEST_F(Run, TellsItsServiceManagerThatItLivesIsReadyReloadsAndStops) {
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
  bot.process().send_signal(SIGHUP);
  EXPECT_THAT(manager.next_with("RELOADING=1"), HasSubstr("\nMONOTONIC_USEC="));
  EXPECT_EQ(manager.next_with("READY=1"), "READY=1\nSTATUS=Connected to Slack: 1 of 1 connection");
  bot.process().send_signal(SIGTERM);
  EXPECT_THAT(manager.next_with("STOPPING=1"), StartsWith("STOPPING=1\n"));
  EXPECT_EQ(bot.process().wait(k_patience), 0);
}

}  // namespace
}  // namespace latchkey::contract
