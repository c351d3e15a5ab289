// The password of a PostgreSQL that keeps the store is exchanged while `latchkey run` serves.
#include "tests/doubles/fake_slack.hpp"
#include "tests/doubles/loopback_server.hpp"
#include "tests/harness/child_process.hpp"
#include "tests/harness/postgres_server.hpp"
#include "tests/harness/temporary_directory.hpp"

#include <gtest/gtest.h>

#include <atomic>
#include <chrono>
#include <csignal>
#include <fstream>
#include <string>

namespace latchkey::contract {
namespace {

using doubles::LoopbackServer;
using doubles::Reaction;
using doubles::ReceivedRequest;

constexpr std::chrono::seconds k_log_patience{60};

/// 1Password Connect, where the store's address is "op://Support/Store/address".
Reaction vault_with(const ReceivedRequest& request, const std::string& address) {
  if (request.target.starts_with("/v1/vaults?")) {
    return doubles::json(200, R"([{"id":"v1","name":"Support"}])");
  }
  if (request.target.starts_with("/v1/vaults/v1/items?")) {
    return doubles::json(200, R"([{"id":"i1","title":"Store"}])");
  }
  return doubles::json(200, R"({"id":"i1","title":"Store","version":1,"fields":[
      {"id":"f1","label":"address","value":")" +
                                address + "\"}]}");
}

// Its lease is over by the time that 1Password has the new one: whoever waited for the lease with
// reading it would wait for ever.
TEST(StorePassword, IsReadAgainWhereTheDatabaseRefusesIt) {
  auto& server = harness::PostgresServer::shared();
  const auto database = server.create_database();
  const auto former = database + "_former";
  const auto newest = database + "_newest";
  for (const auto& role : {former, newest}) {
    server.execute(database, "CREATE ROLE " + role + " LOGIN SUPERUSER");
  }
  std::atomic<bool> exchanged = false;
  const LoopbackServer vaults{LoopbackServer::Responder{[&](const ReceivedRequest& request) {
    return vault_with(request, server.dsn(database, exchanged ? newest : former));
  }}};
  const LoopbackServer upstreams{{doubles::json(200, "[]")}};
  const doubles::FakeSlack slack;
  const harness::TemporaryDirectory directory;
  const auto config = directory.path() / "latchkey.toml";
  std::ofstream{config} << "[slack]\napi_url = \"" << slack.api_url()
                        << "\"\napp_token = \"env:APP_TOKEN\"\nbot_token = \"env:BOT_TOKEN\"\n"
                        << "[[service]]\nname = \"S\"\nurl = \"" << upstreams.url()
                        << "\"\nmail_domain = \"s.example\"\n[service.accounts]\nkind = "
                        << "\"gitlab\"\ntoken = \"env:KEY\"\n[mailgun]\napi_url = \""
                        << upstreams.url() << "\"\napi_key = \"env:KEY\"\n[onepassword]\n"
                        << "connect_url = \"" << vaults.url() << "\"\ntoken = \"env:KEY\"\n"
                        << "[store]\nurl = \"op://Support/Store/address\"\n"
                        << "[audit]\nkey = \"env:KEY\"\n[http]\nlisten = \"\"\n";
  harness::ChildProcess run{
      {"sh", "-c",
       "exec " LATCHKEY_PROGRAM " run --lease 1s --config " + config.string() + " 2>&1"},
      {{"APP_TOKEN", "xapp-s3cret"}, {"BOT_TOKEN", "xoxb-s3cret"}, {"KEY", std::string(64, 'k')}}};
  const auto processes_of = [&](const std::string& role) {
    return server.execute(database, "SELECT pid FROM pg_stat_activity WHERE usename = '" + role +
                                        "' AND application_name = 'latchkey'");
  };
  const auto read_until = [&](const std::string& words) {
    for (auto line = run.next_line(k_log_patience); line; line = run.next_line(k_log_patience)) {
      if (line->find(words) != std::string::npos) return;
    }
    ADD_FAILURE() << "ended before it said " << words;
  };
  read_until("Processes that share the store: 1");
  server.execute(database, "ALTER ROLE " + former + " NOLOGIN");
  server.execute(database,
                 "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE usename "
                 "= '" +
                     former + "'");
  for (int i = 0; i < 4; ++i) read_until("the database does not let Latchkey in");
  exchanged = true;
  bool let_in = false;
  for (int look = 0; look < 300 && !let_in; ++look) {
    server.execute(database, "SELECT pg_sleep(0.1)");
    let_in = !processes_of(newest).empty();
  }
  EXPECT_TRUE(let_in) << "nobody came in by the new password";
  run.send_signal(SIGTERM);
  EXPECT_EQ(run.wait(k_log_patience), 0);
}

}  // namespace
}  // namespace latchkey::contract
