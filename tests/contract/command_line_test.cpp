// What somebody who starts `latchkey` sees of a mistake, and what a script sees of it.
#include "tests/harness/child_process.hpp"
#include "tests/harness/temporary_directory.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <chrono>
#include <fstream>
#include <string>
#include <vector>

namespace latchkey {
namespace {

using testing::Contains;
using testing::ElementsAre;
using testing::HasSubstr;
using testing::IsEmpty;
using testing::Not;
using testing::StartsWith;

constexpr std::chrono::seconds k_command_patience{30};

struct Ended {
  int status = -1;
  /// Standard output and standard error together.
  std::vector<std::string> lines;
};

/// `environment` as for env(1).
Ended latchkey(const std::string& arguments, const std::string& environment = "") {
  harness::ChildProcess program{
      {"sh", "-c",
       "exec env -u https_proxy -u HTTPS_PROXY -u all_proxy -u ALL_PROXY " + environment + " " +
           LATCHKEY_PROGRAM + " " + arguments + " 2>&1"}};
  Ended ended;
  while (auto line = program.next_line(k_command_patience)) ended.lines.push_back(*line);
  ended.status = program.wait(k_command_patience);
  return ended;
}

class CommandLine : public testing::Test {
 protected:
  /// Writes a configuration file and returns its path.
  [[nodiscard]] std::string file(const std::string& text) const {
    std::string path = directory_.path() / "latchkey.toml";
    std::ofstream{path} << text;
    return path;
  }

  /// A configuration that lacks nothing.
  static std::string complete() {
    return "[[service]]\nname = \"S\"\nurl = \"https://s.example\"\nmail_domain = \"s.example\"\n"
           "[service.accounts]\nkind = \"gitlab\"\ntoken = \"env:PATH\"\n"
           "[mailgun]\napi_key = \"env:PATH\"\n[store]\nurl = \"memory:\"\n";
  }

 private:
  harness::TemporaryDirectory directory_;
};

TEST_F(CommandLine, NamesFileLineKeyAndExpectationOfEveryMistakeAndStartsNothing) {
  const std::string path = file(
      "[slack]\napp_token = \"xapp-1-secret\"\nbot_token = \"env:B\"\n"
      "connections = \"two\"\n[limit]\n");
  for (const std::string program :
       {"run", "diagnose jane.doe@acme.example", "manifest", "doctor"}) {
    const Ended ended = latchkey(program + " --config " + path);
    EXPECT_EQ(ended.status, 2);
    EXPECT_THAT(
        ended.lines,
        Contains(path + ":4: slack.connections: expected a whole number from 1 to 9, got \"two\""));
    EXPECT_THAT(ended.lines, Contains(path + ":5: limit: unknown key; did you mean limits?"));
    EXPECT_THAT(ended.lines, Contains(StartsWith(path + ":2: slack.app_token: ")));
    EXPECT_THAT(ended.lines, Not(Contains(HasSubstr("xapp-1-secret"))));
  }
}

TEST_F(CommandLine, NamesAMissingFile) {
  const Ended ended = latchkey("run --config /nowhere/latchkey.toml");
  EXPECT_EQ(ended.status, 2);
  EXPECT_THAT(ended.lines, ElementsAre("/nowhere/latchkey.toml:1: the file cannot be read: No such "
                                       "file or directory"));
}

TEST_F(CommandLine, NamesAReferenceThatCannotBeResolved) {
  const Ended ended = latchkey(
      "diagnose jane.doe@acme.example --config " +
      file("[[service]]\nname = \"S\"\nurl = \"https://s.example\"\nmail_domain = \"s.example\"\n"
           "[service.accounts]\nkind = \"gitlab\"\ntoken = \"env:LATCHKEY_NO_SUCH_TOKEN\"\n"
           "[mailgun]\napi_key = \"env:LATCHKEY_NO_SUCH_KEY\"\n[store]\nurl = \"memory:\"\n"));
  EXPECT_EQ(ended.status, 2);
  EXPECT_THAT(ended.lines, Contains(HasSubstr("env:LATCHKEY_NO_SUCH_")));
}

TEST_F(CommandLine, NamesAnAuthorityFileThatCannotBeRead) {
  const Ended ended = latchkey("diagnose jane.doe@acme.example --config " +
                               file(complete() + "[tls]\nca_file = \"/nowhere/ca.pem\"\n"));
  EXPECT_EQ(ended.status, 2);
  EXPECT_THAT(ended.lines, ElementsAre("tls.ca_file /nowhere/ca.pem: No such file or directory"));
}

TEST_F(CommandLine, NamesAProxyThatCannotBeUsedWithoutItsPassword) {
  const Ended ended = latchkey("diagnose jane.doe@acme.example --config " + file(complete()),
                               "HTTPS_PROXY=socks5://user:s3cret@proxy.example:1080");
  EXPECT_EQ(ended.status, 2);
  EXPECT_THAT(ended.lines, ElementsAre(StartsWith("HTTPS_PROXY: socks5:// is not spoken")));
  EXPECT_THAT(ended.lines, Not(Contains(HasSubstr("s3cret"))));
}

TEST_F(CommandLine, RefusesToLookFurtherBackThanTheMailLogGoes) {
  std::string text = complete();
  text.replace(text.find("[mailgun]\n"), 10, "[mailgun]\nlog_retention = \"5d\"\n");
  const Ended ended = latchkey("diagnose jane.doe@acme.example --since 6d --config " + file(text));
  EXPECT_EQ(ended.status, 2);
  EXPECT_THAT(ended.lines, ElementsAre("--since: expected a duration like 12h, up to the 5 days "
                                       "that the mail log goes back, got \"6d\""));
  EXPECT_EQ(latchkey("diagnose jane.doe@acme.example --since '' --config " + file(text)).status, 2);
}

TEST_F(CommandLine, RefusesWhatItDoesNotKnow) {
  for (const std::string arguments :
       {"", "--frobnicate", "diagnose", "run", "manifest", "manifest --config", "doctor",
        "doctor --config x --format yaml", "diagnose a@b.example --config x --format yaml"}) {
    const Ended ended = latchkey(arguments);
    EXPECT_EQ(ended.status, 2) << arguments;
    EXPECT_THAT(ended.lines, Not(IsEmpty())) << arguments;
  }
}

TEST_F(CommandLine, HelpsAndTellsItsVersion) {
  for (const std::string arguments :
       {"--help", "run --help", "diagnose --help", "manifest --help", "doctor --help"}) {
    EXPECT_EQ(latchkey(arguments).status, 0) << arguments;
  }
  const Ended version = latchkey("--version");
  EXPECT_EQ(version.status, 0);
  EXPECT_THAT(version.lines, ElementsAre(StartsWith("latchkey ")));
}

// No token is at hand before the app is made: nothing is resolved.
TEST_F(CommandLine, PrintsTheManifestWithoutResolvingAnything) {
  const Ended ended = latchkey(
      "manifest --config " +
      file(complete() + "[slack]\napp_token = \"env:LATCHKEY_NO_SUCH_TOKEN\"\n"
                        "bot_token = \"env:LATCHKEY_NO_SUCH_TOKEN\"\ncommand = \"/check\"\n"));
  EXPECT_EQ(ended.status, 0);
  EXPECT_THAT(ended.lines, Contains("    - command: /check"));
  EXPECT_THAT(ended.lines, Contains("  socket_mode_enabled: true"));
}

}  // namespace
}  // namespace latchkey
