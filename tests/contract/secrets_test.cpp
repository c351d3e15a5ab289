// Where `latchkey` has its secrets from, and where they never turn up. Slack, the mail log, the
// accounts and 1Password Connect are played by servers of the tests.
#include "tests/contract/empty_mailgun.hpp"
#include "tests/doubles/fake_slack.hpp"
#include "tests/doubles/loopback_server.hpp"
#include "tests/harness/child_process.hpp"
#include "tests/harness/temporary_directory.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <sys/stat.h>
#include <unistd.h>

#include <algorithm>
#include <atomic>
#include <chrono>
#include <csignal>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <map>
#include <optional>
#include <string>
#include <utility>
#include <vector>

namespace latchkey::contract {
namespace {

using doubles::LoopbackServer;
using doubles::Reaction;
using doubles::ReceivedRequest;
using testing::Contains;
using testing::ElementsAre;
using testing::HasSubstr;
using testing::Not;

using Environment = std::map<std::string, std::string>;

constexpr std::chrono::seconds k_at_most{60};

struct Outcome {
  int status = -1;
  /// Standard output and standard error together.
  std::vector<std::string> lines;
};

/// An upstream for everything that is asked, open to whoever shows the right token.
Reaction upstream(const ReceivedRequest& request, const std::string& token) {
  if (auto mailgun = empty_mailgun(request)) return *std::move(mailgun);
  if (request.header("PRIVATE-TOKEN") != token) return doubles::json(401, R"({"message":"no"})");
  if (request.target == "/api/v4/user") return doubles::json(200, R"({"id":1,"is_admin":true})");
  return doubles::json(200, "[]");
}

/// 1Password Connect with one item, open to "connect-s3cret".
Reaction connect_server(const ReceivedRequest& request) {
  if (request.target == "/health") return doubles::json(200, R"({"version":"1.7.3"})");
  if (request.header("Authorization") != "Bearer connect-s3cret") {
    return doubles::json(401, R"({"status":401,"message":"Invalid bearer token"})");
  }
  if (request.target.starts_with("/v1/vaults?")) {
    return doubles::json(200, R"([{"id":"v1","name":"Support"}])");
  }
  if (request.target.starts_with("/v1/vaults/v1/items?")) {
    return doubles::json(200, R"([{"id":"i1","title":"GitLab admin"}])");
  }
  return doubles::json(200, R"({"id":"i1","title":"GitLab admin","version":7,"fields":[
      {"id":"f1","label":"token","value":"gitlab-s3cret"},
      {"id":"f2","label":"store","value":"memory:"}]})");
}

struct SecretsFromOutside : testing::Test {
  /// All but [slack]; the log says whatever it can.
  [[nodiscard]] std::string config(const std::string& token, const std::string& more = "") const {
    return "[[service]]\nname = \"S\"\nurl = \"" + upstreams.url() +
           "\"\nmail_domain = \"s.example\"\n[service.accounts]\nkind = \"gitlab\"\ntoken = \"" +
           token + "\"\n[mailgun]\napi_url = \"" + upstreams.url() +
           "\"\napi_key = \"env:MAILGUN_KEY\"\n[log]\nlevel = \"trace\"\n" + more;
  }
  [[nodiscard]] std::string with_connect() const {
    return "[onepassword]\nconnect_url = \"" + connect.url() +
           "\"\ntoken = \"env:CONNECT_TOKEN\"\n";
  }
  [[nodiscard]] std::string file(const std::string& name, const std::string& text) const {
    const auto path = directory.path() / name;
    std::ofstream{path} << text;
    std::filesystem::permissions(
        path, std::filesystem::perms::owner_read | std::filesystem::perms::owner_write);
    return path;
  }

  [[nodiscard]] harness::ChildProcess start(const std::string& program, const std::string& config,
                                            const Environment& more = {}) const {
    Environment environment = {{"MAILGUN_KEY", "mailgun-s3cret"},
                               {"CONNECT_TOKEN", "connect-s3cret"},
                               {"HTTPS_PROXY", ""},
                               {"https_proxy", ""}};
    for (const auto& [name, value] : more) environment[name] = value;
    return harness::ChildProcess{
        {"sh", "-c",
         "exec env -u http_proxy -u HTTP_PROXY -u all_proxy -u ALL_PROXY " LATCHKEY_PROGRAM " " +
             program + " --config " + file("latchkey.toml", config) + " 2>&1"},
        std::move(environment)};
  }
  [[nodiscard]] Outcome latchkey(const std::string& program, const std::string& config,
                                 const Environment& more = {}) const {
    auto process = start(program, config, more);
    Outcome outcome;
    while (auto line = process.next_line(k_at_most)) outcome.lines.push_back(*line);
    outcome.status = process.wait(k_at_most);
    return outcome;
  }
  [[nodiscard]] Outcome diagnose(const std::string& config, const Environment& more = {}) const {
    return latchkey("diagnose jane.doe@acme.example", config, more);
  }
  /// What `run` needs beside it, with tokens that a `FakeSlack` takes.
  [[nodiscard]] static std::string with_slack(const doubles::FakeSlack& slack) {
    return "[store]\nurl = \"memory:\"\n[http]\nlisten = \"\"\n[slack]\napi_url = \"" +
           slack.api_url() + "\"\napp_token = \"env:APP_TOKEN\"\nbot_token = \"env:BOT_TOKEN\"\n";
  }

  harness::TemporaryDirectory directory;
  std::string right_token = "gitlab-s3cret";
  LoopbackServer upstreams{
      [this](const ReceivedRequest& request) { return upstream(request, right_token); }};
  LoopbackServer connect{connect_server};
};

TEST_F(SecretsFromOutside, ComeFromOnePasswordTheStoresAddressToo) {
  const auto outcome =
      diagnose(config("op://Support/GitLab admin/token",
                      "[store]\nurl = \"op://support/gitlab admin/store\"\n" + with_connect()));
  EXPECT_EQ(outcome.status, 0) << testing::PrintToString(outcome.lines);
  EXPECT_EQ(connect.requests().size(), 3U) << "the item is read once";
}

// What systemd sets up for a unit with LoadCredential=secret:DIRECTORY.
TEST_F(SecretsFromOutside, ComeFromTheCredentialsOfAService) {
  const std::filesystem::path credential = file("secret_gitlab", "gitlab-s3cret\n");
  const auto text = config("credential:secret_gitlab", "[store]\nurl = \"memory:\"\n");
  const auto outcome = diagnose(text, {{"CREDENTIALS_DIRECTORY", credential.parent_path()}});
  EXPECT_EQ(outcome.status, 0) << testing::PrintToString(outcome.lines);
  const auto outside = diagnose(text);
  EXPECT_EQ(outside.status, 2);
  EXPECT_THAT(outside.lines, Contains(HasSubstr("credential:secret_gitlab: there is no "
                                                "$CREDENTIALS_DIRECTORY")));
}

TEST_F(SecretsFromOutside, AreNamedByTheirReferenceWhereTheyCannotBeHad) {
  const std::string store = "[store]\nurl = \"memory:\"\n";
  const auto ambiguous = diagnose(config("op://Support/GitLab admin/tokn", store + with_connect()));
  EXPECT_EQ(ambiguous.status, 2);
  EXPECT_THAT(ambiguous.lines,
              ElementsAre("op://Support/GitLab admin/tokn: the item has no such field"));

  const auto refused = diagnose(config("op://Support/GitLab admin/token", store + with_connect()),
                                {{"CONNECT_TOKEN", "connect-0ld"}});
  EXPECT_EQ(refused.status, 2);
  EXPECT_THAT(refused.lines,
              ElementsAre("op://Support/GitLab admin/token: 1Password Connect: 401 unauthorized: "
                          "its token is wrong, cut off or expired"));

  const auto nowhere = diagnose(config("op://Support/GitLab admin/token", store));
  EXPECT_EQ(nowhere.status, 2);
  EXPECT_THAT(nowhere.lines, ElementsAre(HasSubstr(":7: service.accounts.token: op:// references "
                                                   "need a section [onepassword]")));
}

// Somebody who sets up a service learns in one go what it lacks.
TEST_F(SecretsFromOutside, AreAllNamedAtOnceWhereSeveralCannotBeHad) {
  const std::string slack =
      "[slack]\napp_token = \"env:NO_APP_TOKEN\"\nbot_token = \"file:/nowhere/bot\"\n";
  const auto store = directory.path() / "latchkey.db";
  auto text = config("op://Support/GitLab admin/tokn",
                     "[store]\nurl = \"sqlite:" + store.string() + "\"\n" + with_connect() + slack);
  text.replace(text.find("MAILGUN_KEY"), std::string{"MAILGUN_KEY"}.size(), "NO_MAILGUN_KEY");
  const auto run = latchkey("run", text);
  EXPECT_EQ(run.status, 2);
  EXPECT_THAT(run.lines,
              ElementsAre("env:NO_APP_TOKEN: there is no such environment variable",
                          "file:/nowhere/bot: cannot be opened: No such file or directory",
                          "op://Support/GitLab admin/tokn: the item has no such field",
                          "env:NO_MAILGUN_KEY: there is no such environment variable"));
  EXPECT_FALSE(std::filesystem::exists(store)) << "nothing is started";

  const auto asked = diagnose(text);
  EXPECT_EQ(asked.status, 2);
  EXPECT_THAT(asked.lines,
              ElementsAre("op://Support/GitLab admin/tokn: the item has no such field",
                          "env:NO_MAILGUN_KEY: there is no such environment variable"));
}

TEST_F(SecretsFromOutside, AreAllNamedAtOnceByCommandsThatNeedTheStoreAlone) {
  const auto text =
      config("env:NO_GITLAB_TOKEN",
             "[store]\nurl = \"env:NO_STORE\"\n[audit]\nkey = \"file:/nowhere/key\"\n");
  for (const std::string program :
       {"audit", "audit --verify", "backup copy.db", "forget a@b.example"}) {
    const auto outcome = latchkey(program, text);
    EXPECT_EQ(outcome.status, 2) << program;
    EXPECT_THAT(outcome.lines,
                ElementsAre("env:NO_STORE: there is no such environment variable",
                            "file:/nowhere/key: cannot be opened: No such file or directory"))
        << program;
  }
}

// A way to the network that cannot be used keeps nobody from the record, whose secrets are here.
TEST_F(SecretsFromOutside, NeedNoNetworkForTheStoreUnlessTheyAreIn1Password) {
  const Environment unusable = {{"HTTPS_PROXY", "socks5://proxy.example"}};
  const auto path = "sqlite:" + (directory.path() / "latchkey.db").string();
  const auto here = config("env:MAILGUN_KEY", "[store]\nurl = \"env:STORE\"\n");
  EXPECT_EQ(latchkey("diagnose jane.doe@acme.example", here, {{"STORE", path}}).status, 3);
  const auto audited =
      latchkey("audit", here, {{"STORE", path}, {"HTTPS_PROXY", "socks5://proxy.example"}});
  EXPECT_EQ(audited.status, 0) << testing::PrintToString(audited.lines);

  const auto there = config(
      "env:MAILGUN_KEY", "[store]\nurl = \"op://support/gitlab admin/store\"\n" + with_connect());
  const auto offline = latchkey("audit", there, unusable);
  EXPECT_EQ(offline.status, 2);
  EXPECT_THAT(offline.lines, ElementsAre(HasSubstr("HTTPS_PROXY: socks5:// is not spoken")));
  // It asks Slack for links when all is forgotten, which is too late to say so.
  const std::string forget = "forget jane.doe@acme.example";
  const Environment both = {{"STORE", path}, {"HTTPS_PROXY", "socks5://proxy.example"}};
  const std::string slack =
      "[slack]\napp_token = \"env:NO_APP_TOKEN\"\nbot_token = \"env:NO_BOT_TOKEN\"\n";
  const auto forgetting = latchkey(forget, here + slack, both);
  EXPECT_EQ(forgetting.status, 2);
  EXPECT_THAT(forgetting.lines, ElementsAre(HasSubstr("HTTPS_PROXY: socks5:// is not spoken")));
  const auto forgotten = latchkey(forget, here, both);
  EXPECT_EQ(forgotten.status, 0);
  EXPECT_THAT(forgotten.lines, Contains(HasSubstr("Forgotten: 1 question,")))
      << "still there, and now not any more";
}

// What 1Password's start is logged for must not stand among what was asked for.
TEST_F(SecretsFromOutside, AreLoggedBesideTheRecord) {
  const auto text =
      config("env:MAILGUN_KEY",
             "[store]\nurl = \"sqlite:" + (directory.path() / "latchkey.db").string() +
                 "\"\n[audit]\nkey = \"op://Support/GitLab admin/token\"\n" + with_connect());
  const Environment environment = {{"MAILGUN_KEY", "mailgun-s3cret"},
                                   {"CONNECT_TOKEN", "connect-s3cret"}};
  const LoopbackServer starting{[started = false](const ReceivedRequest& request) mutable {
    if (!std::exchange(started, true)) return doubles::close_at_once();
    if (!request.target.starts_with("/v1/vaults/v1/items/i1")) return connect_server(request);
    return doubles::json(200, R"({"id":"i1","title":"GitLab admin","version":7,"fields":[
        {"id":"f1","label":"token","value":")" +
                                  std::string(64, 'k') + "\"}]}");
  }};
  auto at_start = text;
  at_start.replace(at_start.find(connect.url()), connect.url().size(), starting.url());
  std::ofstream{directory.path() / "latchkey.db"}.close();
  harness::ChildProcess audit{{"sh", "-c",
                               "exec " LATCHKEY_PROGRAM " audit --format json --config " +
                                   file("start.toml", at_start) + " 2>/dev/null"},
                              environment};
  std::string printed;
  while (auto line = audit.next_line(k_at_most)) printed += *line + "\n";
  EXPECT_EQ(audit.wait(k_at_most), 0);
  EXPECT_EQ(printed, "[]\n");
}

TEST_F(SecretsFromOutside, AreExaminedOneByOneWithTheServerThatTheyComeFrom) {
  const auto text = config("op://Support/GitLab admin/token",
                           "[store]\nurl = \"op://Support/GitLab admin/stoer\"\n" + with_connect());
  const auto outcome = latchkey("doctor", text);
  EXPECT_EQ(outcome.status, 2);
  const std::string found = "ok +Secrets +op://Support/GitLab admin/token +found, in version 7 of ";
  const std::string missing =
      "fail +Secrets +op://Support/GitLab admin/stoer +the item has no such";
  const std::string server = "ok +1Password Connect +" + connect.url() + " +version 1.7.3";
  for (const auto& line : {found, missing, server}) {
    EXPECT_THAT(outcome.lines, Contains(testing::ContainsRegex(line)));
  }
  EXPECT_THAT(outcome.lines, Not(Contains(HasSubstr("s3cret"))));
}

// Both containers start with the machine, and ours may be the faster one.
TEST_F(SecretsFromOutside, AreWaitedForWhereOnePasswordConnectIsStarting) {
  const LoopbackServer starting{{doubles::close_at_once(),
                                 doubles::json(200, R"([{"id":"v1","name":"Support"}])"),
                                 doubles::json(200, R"([{"id":"i1","title":"GitLab admin"}])"),
                                 doubles::json(200, R"({"id":"i1","title":"GitLab admin","fields":[
           {"id":"f1","label":"token","value":"gitlab-s3cret"}]})")}};
  const auto outcome =
      diagnose(config("op://Support/GitLab admin/token",
                      "[store]\nurl = \"memory:\"\n[onepassword]\nconnect_url = \"" +
                          starting.url() + "\"\ntoken = \"env:CONNECT_TOKEN\"\n"));
  EXPECT_EQ(outcome.status, 0) << testing::PrintToString(outcome.lines);
  EXPECT_THAT(outcome.lines,
              Contains(testing::ContainsRegex("1Password Connect.*; trying again for up to ")));
}

// The contract's exit code for every secret that cannot be had.
TEST_F(SecretsFromOutside, AreNotWaitedForForEver) {
  connect.stop_listening();
  const auto outcome = diagnose(
      config("op://Support/GitLab admin/token", "[store]\nurl = \"memory:\"\n" + with_connect()));
  EXPECT_EQ(outcome.status, 2);
  EXPECT_THAT(outcome.lines,
              ElementsAre(HasSubstr("1Password Connect: no connection"),
                          HasSubstr("op://Support/GitLab admin/token: 1Password Connect: no "
                                    "connection")));
}

// Somebody exchanges the token while the program runs.
TEST_F(SecretsFromOutside, AreResolvedAgainWhereASystemRefusesThem) {
  const auto token = file("token", "gitlab-0ld");
  bool exchanged = false;
  const LoopbackServer exchanging{[&](const ReceivedRequest& request) {
    // Once: what was asked together is refused together, and the file is being read then.
    if (!exchanged) std::ofstream{token} << "gitlab-s3cret\n";
    exchanged = true;
    return upstream(request, "gitlab-s3cret");
  }};
  auto text = config("file:" + token, "[store]\nurl = \"memory:\"\n");
  text.replace(text.find(upstreams.url()), upstreams.url().size(), exchanging.url());
  const auto outcome = diagnose(text);
  EXPECT_EQ(outcome.status, 0) << testing::PrintToString(outcome.lines);
  const auto asked = exchanging.requests();
  EXPECT_EQ(asked.at(0).header("PRIVATE-TOKEN"), "gitlab-0ld");
  const auto again = std::find_if(asked.begin() + 1, asked.end(), [&](const auto& request) {
    return request.target == asked.at(0).target;
  });
  ASSERT_NE(again, asked.end());
  EXPECT_EQ(again->header("PRIVATE-TOKEN"), "gitlab-s3cret");
}

// What it replaces goes on working for a while, so that no system refuses it.
TEST_F(SecretsFromOutside, AreResolvedAgainFromTimeToTime) {
  std::atomic<int> versions = 7;
  const LoopbackServer vaults{[&](const ReceivedRequest& request) {
    if (request.target != "/v1/vaults/v1/items/i1") return connect_server(request);
    return doubles::json(
        200, R"({"id":"i1","title":"GitLab admin","version":)" + std::to_string(versions++) +
                 R"(,"fields":[{"id":"f1","label":"token","value":"gitlab-s3cret"}]})");
  }};
  const doubles::FakeSlack slack;
  auto text = config("op://Support/GitLab admin/token", with_slack(slack) + with_connect());
  text.replace(text.find(connect.url()), connect.url().size(), vaults.url());
  auto run =
      start("run --renewal 1s", text, {{"APP_TOKEN", "xapp-s3cret"}, {"BOT_TOKEN", "xoxb-s3cret"}});
  for (const std::string version : {"7", "8", "9"}) {
    const auto told = "op://Support/GitLab admin/token: version " + version + " of its item";
    std::optional<std::string> line;
    do {
      line = run.next_line(k_at_most);
    } while (line && line->find(told) == std::string::npos);
    EXPECT_TRUE(line) << "ended before it said " << told;
  }
  run.send_signal(SIGTERM);
  EXPECT_EQ(run.wait(k_at_most), 0);
}

TEST_F(SecretsFromOutside, MayBeTheUrlOfAProxy) {
  const auto text = config("env:MAILGUN_KEY", "[store]\nurl = \"memory:\"\n");
  const auto missing = diagnose(text, {{"HTTPS_PROXY", "file:/nowhere/proxy"}});
  EXPECT_EQ(missing.status, 2);
  EXPECT_THAT(missing.lines,
              ElementsAre("HTTPS_PROXY: file:/nowhere/proxy: cannot be opened: No such file or "
                          "directory"));
  const auto path = file("proxy", "socks5://user:proxy-s3cret@proxy.example:1080\n");
  const auto unusable = diagnose(text, {{"HTTPS_PROXY", "file:" + path}});
  EXPECT_EQ(unusable.status, 2);
  EXPECT_THAT(unusable.lines, ElementsAre(HasSubstr("HTTPS_PROXY: socks5:// is not spoken")));
}

// At the level that says most, with everybody refusing what they are shown.
TEST_F(SecretsFromOutside, NeverTurnUpInWhatIsPrinted) {
  right_token = "another";
  doubles::FakeSlack slack;
  slack.answer("apps.connections.open",
               doubles::json(200, R"({"ok":false,"error":"invalid_auth"})"));
  slack.answer("apps.connections.open",
               doubles::json(200, R"({"ok":false,"error":"invalid_auth"})"));
  const Environment tokens = {{"APP_TOKEN", "xapp-s3cret"}, {"BOT_TOKEN", "xoxb-s3cret"}};
  const auto text = config("op://Support/GitLab admin/token", with_slack(slack) + with_connect());
  const auto run = latchkey("run", text, tokens);
  EXPECT_EQ(run.status, 1);
  EXPECT_THAT(run.lines, Contains(HasSubstr("invalid_auth")));
  EXPECT_THAT(run.lines, Contains(HasSubstr("GitLab admin/token: version 7 of its item")));
  const auto asked = diagnose(text, tokens);
  EXPECT_EQ(asked.status, 3);
  EXPECT_THAT(asked.lines, Contains(HasSubstr("401")));
  for (const auto& lines : {run.lines, asked.lines}) {
    EXPECT_THAT(lines, Not(Contains(HasSubstr("s3cret"))));
  }
}

std::string whole_file(const std::string& path) {
  std::ifstream in{path};
  return {std::istreambuf_iterator<char>{in}, {}};
}

/// Started as somebody who is not root, whose /proc/PID would be their own.
TEST_F(SecretsFromOutside, AreReadFromTheProcessByRootOnly) {
  const LoopbackServer silent{{doubles::never_answer()}};
  auto text = config("env:GITLAB_TOKEN", "[store]\nurl = \"memory:\"\n");
  text.replace(text.find(upstreams.url()), upstreams.url().size(), silent.url());
  const auto path = file("latchkey.toml", text);
  const auto program = directory.path() / "latchkey";
  std::vector<std::string> command;
  if (::geteuid() == 0) {
    // The program itself: what keeps its log would start it where only root may have come.
    std::filesystem::copy_file(LATCHKEY_BINARY, program);
    for (const auto& each : {directory.path(), program, std::filesystem::path{path}}) {
      std::filesystem::permissions(each, std::filesystem::perms{0755});
    }
    command = {"setpriv", "--reuid=65534", "--clear-groups", "--", program};
  } else {
    command = {LATCHKEY_PROGRAM};
  }
  command.insert(command.end(), {"diagnose", "jane.doe@acme.example", "--config", path});
  const harness::ChildProcess process{
      command, {{"GITLAB_TOKEN", "gitlab-s3cret"}, {"MAILGUN_KEY", "mailgun-s3cret"}}};
  ASSERT_TRUE(silent.wait_for_requests(1));

  const std::string proc = "/proc/" + std::to_string(process.pid());
  EXPECT_THAT(whole_file(proc + "/status"),
              HasSubstr("Uid:\t" + std::to_string(::geteuid() == 0 ? 65534 : ::geteuid())));
  for (const std::string name : {"/environ", "/mem", "/maps"}) {
    struct stat entry {};
    ASSERT_EQ(::stat((proc + name).c_str(), &entry), 0);
    EXPECT_EQ(entry.st_uid, 0U) << name;
  }
  EXPECT_THAT(whole_file(proc + "/limits"), testing::ContainsRegex("Max core file size +0 +0 "));
  EXPECT_THAT(whole_file(proc + "/cmdline"), Not(HasSubstr("s3cret")));
}

}  // namespace
}  // namespace latchkey::contract
