// The end of `latchkey run`: it comes within the grace whatever hangs, and the next start goes on
// with what was not finished. Slack, the mail log and the accounts are the sandbox's.
#include "adapters/http/http_client.hpp"
#include "tests/doubles/await.hpp"
#include "tests/harness/child_process.hpp"
#include "tests/harness/temporary_directory.hpp"

#include <fmt/format.h>
#include <gtest/gtest.h>
#include <boost/asio/ip/tcp.hpp>
#include <nlohmann/json.hpp>

#include <chrono>
#include <csignal>
#include <fstream>
#include <memory>
#include <stdexcept>
#include <string>
#include <thread>
#include <vector>

namespace latchkey::contract {
namespace {

using boost::asio::ip::tcp;
using Json = nlohmann::json;

/// Far less than `upstream_deadline` here.
constexpr std::chrono::seconds k_stops_within{40};

constexpr std::string_view k_config = R"(
[slack]
api_url   = "{sandbox}/api/"
app_token = "xapp-sandbox"
bot_token = "xoxb-sandbox"
[[service]]
name        = "CustomersDot"
url         = "{sandbox}/portal"
mail_domain = "customers.gitlab.com"
[service.accounts]
{accounts}
[mailgun]
api_url = "{sandbox}/mailgun"
api_key = "sandbox-key"
[http]
listen = ""
[log]
format = "text"
[run]
upstream_deadline = "10m"
shutdown_grace    = "{grace}"
[store]
url = "sqlite:{directory}/latchkey.db"
)";

struct Stopping : testing::Test {
  Stopping() {
    const auto line = sandbox.wait_for_line("latchkey-sandbox listening on ");
    url = line.substr(line.find("http://"));
    url.pop_back();
  }

  /// An account replica that takes connections and never says a word.
  [[nodiscard]] std::string silent_accounts() const {
    return fmt::format(
        "kind = \"postgres\"\ntable = \"customers\"\ndsn = \"host=127.0.0.1 port={} user=u\"",
        silent.local_endpoint().port());
  }
  [[nodiscard]] std::string answering_accounts() const {
    return "kind = \"rest\"\nauthorization = \"Bearer sandbox-admin\"\nlist = \"/customers\"\n"
           "url = \"" +
           url + "/portal/api/customers?email={email}\"";
  }

  void start(const std::string& accounts, const std::string& grace) {
    const std::string config = directory.path() / "latchkey.toml";
    std::ofstream{config} << fmt::format(k_config, fmt::arg("sandbox", url),
                                         fmt::arg("accounts", accounts), fmt::arg("grace", grace),
                                         fmt::arg("directory", directory.path().string()));
    bot = std::make_unique<harness::ChildProcess>(std::vector<std::string>{
        "sh", "-c", "exec " LATCHKEY_PROGRAM " run --config " + config + " 2>&1"});
  }

  /// Until it has printed a line that holds the words.
  void wait_for_log(const std::string& words) const {
    for (;;) {
      const auto line = bot->next_line(k_stops_within);
      if (!line) throw std::runtime_error("ended without saying: " + words);
      if (line->find(words) != std::string::npos) return;
    }
  }

  /// Asks a question and returns when the replica hangs over it.
  void ask_what_hangs() {
    wait_for_log("Connected to Slack");
    send({.method = http::Method::post,
          .url = url + "/sandbox/message",
          .headers = {{"Content-Type", "application/json"}},
          .body = R"({"user":"U0DANA","channel":"C0SUPPORT",)"
                  R"("text":"/diagnose jane.doe@acme.example"})"});
    // The first one tried at the start whether there are accounts.
    for (auto* connection : {&tried, &hanging}) {
      bool asked = false;
      silent.async_accept(*connection,
                          [&](const boost::system::error_code& failed) { asked = !failed; });
      io.restart();
      io.run_for(k_stops_within);
      if (!asked) throw std::runtime_error("the replica was not asked");
    }
  }

  void stop_it() const {
    bot->send_signal(SIGTERM);
    wait_for_log("Stopping: ");
  }

  Json send(http::Request request) {
    const auto response = doubles::await(http->send("the sandbox", std::move(request)), io);
    if (!response) throw std::runtime_error(response.error().what);
    return Json::parse(response->body);
  }

  /// The bot's messages that begin a thread, read until one holds the words.
  std::vector<std::string> roots_with(const std::string& words) {
    const auto until = std::chrono::steady_clock::now() + k_stops_within;
    while (std::chrono::steady_clock::now() < until) {
      std::vector<std::string> roots;
      bool found = false;
      const auto state = send({.url = url + "/sandbox/state?user=U0DANA"});
      for (const Json& message : state["messages"]["C0SUPPORT"]) {
        const bool root = message.value("thread_ts", message["ts"]) == message["ts"];
        if (!root || message.value("user", Json{}) != state["bot"]["id"]) continue;
        roots.push_back(message.dump());
        found = found || roots.back().find(words) != std::string::npos;
      }
      if (found) return roots;
      std::this_thread::sleep_for(std::chrono::milliseconds{20});
    }
    throw std::runtime_error("nobody says: " + words);
  }

  harness::TemporaryDirectory directory;
  boost::asio::io_context io;
  tcp::acceptor silent{io, {boost::asio::ip::address_v4::loopback(), 0}};
  tcp::socket tried{io};
  tcp::socket hanging{io};
  std::unique_ptr<http::Client> http = http::create_client(io.get_executor(), {});
  harness::ChildProcess sandbox{{LATCHKEY_SANDBOX, "--listen", "127.0.0.1:0"}};
  std::string url;
  std::unique_ptr<harness::ChildProcess> bot;
};

// The driver of the replica holds its thread, so nothing but the program's end frees it.
TEST_F(Stopping, EndsWithinItsGraceAndLeavesTheRestToTheNextStart) {
  start(silent_accounts(), "1s");
  ask_what_hangs();
  stop_it();
  wait_for_log("1 checks, remedies or calls were not finished; the next start goes on with them");
  EXPECT_EQ(bot->wait(k_stops_within), 0);

  start(answering_accounts(), "1s");
  EXPECT_EQ(roots_with("never confirmed").size(), 1U);
}

TEST_F(Stopping, EndsAtOnceAtTheSecondSignal) {
  start(silent_accounts(), "10m");
  ask_what_hangs();
  stop_it();
  bot->send_signal(SIGTERM);
  EXPECT_EQ(bot->wait(k_stops_within), 128 + SIGTERM);
}

}  // namespace
}  // namespace latchkey::contract
