// `latchkey doctor` from outside: healthy beside the sandbox, and one system broken at a time.
#include "tests/doubles/fake_pagerduty.hpp"
#include "tests/doubles/loopback_server.hpp"
#include "tests/harness/child_process.hpp"
#include "tests/harness/temporary_directory.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <nlohmann/json.hpp>

#include <chrono>
#include <cstdlib>
#include <fstream>
#include <map>
#include <memory>
#include <string>
#include <utility>
#include <vector>

namespace latchkey::contract {
namespace {

using Json = nlohmann::json;
using testing::HasSubstr;

constexpr std::chrono::seconds k_report_patience{60};

class Doctor : public testing::Test {
 protected:
  Doctor() : sandbox_({LATCHKEY_SANDBOX, "--listen", "127.0.0.1:0"}) {
    const std::string line = sandbox_.wait_for_line("latchkey-sandbox listening on ");
    const auto start = line.find("http://");
    origin_ = line.substr(start, line.find_first_of("/ ", start + 7) - start);
    std::ifstream file{LATCHKEY_TESTS_DIR "/../../deploy/sandbox/latchkey.toml"};
    config_ = {std::istreambuf_iterator<char>{file}, {}};
    replace("http://127.0.0.1:8080", origin_);
    replace("@STORE@", (directory_.path() / "latchkey.db").string());
  }

  /// Every occurrence.
  void replace(const std::string& what, const std::string& with) {
    for (auto at = config_.find(what); at != std::string::npos;
         at = config_.find(what, at + with.size())) {
      config_.replace(at, what.size(), with);
    }
  }
  void add(const std::string& section) { config_ += section; }
  void replace_oncall(const std::string& section) {
    const auto begin = config_.find("[oncall]");
    config_.replace(begin, config_.find("[store]") - begin, section);
  }

  /// Runs it and keeps its report.
  int examine(std::map<std::string, std::string> environment = {}) {
    const std::string path = directory_.path() / "latchkey.toml";
    std::ofstream{path} << config_;
    harness::ChildProcess program{
        {LATCHKEY_PROGRAM, "doctor", "--config", path, "--format", "json"}, std::move(environment)};
    std::string text;
    while (auto line = program.next_line(k_report_patience)) text += *line + "\n";
    report_ = Json::parse(text);
    return program.wait(k_report_patience);
  }

  /// The lines of this status, as "SYSTEM: NAME: DETAIL".
  [[nodiscard]] std::vector<std::string> with(const std::string& status) const {
    std::vector<std::string> lines;
    for (const Json& check : report_.at("checks")) {
      if (check.at("status") != status) continue;
      EXPECT_TRUE(status != "fail" || check.at("next_step").is_string()) << check;
      lines.push_back(check.at("system").get<std::string>() + ": " +
                      check.at("name").get<std::string>() + ": " +
                      check.at("detail").get<std::string>());
    }
    return lines;
  }

  /// Exactly one system fails, with this line, and the exit code says so.
  void expect_failure(const testing::Matcher<std::string>& line, int exit_code = 1) {
    EXPECT_EQ(examine(), exit_code);
    EXPECT_EQ(report_.at("ok"), false);
    EXPECT_THAT(with("fail"), testing::ElementsAre(line));
  }

  [[nodiscard]] const Json& report() const { return report_; }

 private:
  harness::ChildProcess sandbox_;
  harness::TemporaryDirectory directory_;
  std::string origin_;
  std::string config_;
  Json report_;
};

TEST_F(Doctor, FindsNothingWrongWithTheSandbox) {
  EXPECT_EQ(examine(), 0);
  EXPECT_EQ(report().at("ok"), true);
  EXPECT_THAT(with("fail"), testing::IsEmpty());
  const auto ok = with("ok");
  for (const std::string line :
       {"Slack: bot token: ", "Slack: app token: ", "Slack: scopes: all ", "Slack: clock: ",
        "Slack: channel C0SUPPORT: a member", "Slack: group @support-team: 3 people",
        "Mailgun: domain customers.gitlab.com: ", "Mailgun: lists of customers.gitlab.com: ",
        "Mailgun: domain mg.gitlab.com: ", "Mailgun: lists of mg.gitlab.com: ",
        "CustomersDot: accounts: ", "CustomersDot: confirmation form: ",
        "CustomersDot: password form: ", "GitLab.com: token: ", "Store: "}) {
    EXPECT_THAT(ok, testing::Contains(testing::StartsWith(line)));
  }
}

/// PagerDuty beside the sandbox, with incidents in the name of `from`.
std::string with_pagerduty(const doubles::FakePagerDuty& pagerduty, const std::string& from) {
  return R"([oncall]
kind = "pagerduty"
[oncall.pagerduty]
api_url = ")" +
         pagerduty.url() + R"("
token   = "env:TEST_PAGERDUTY_KEY"
escalation_policy = "PABC123"
service = "PSVC123"
from    = ")" +
         from + "\"\n";
}

struct DoctorOfPagerDuty : Doctor {
  DoctorOfPagerDuty() {
    pagerduty.put_on_call(1, {{"P1", "Lena Park", "lena@corp.example"}});
    setenv("TEST_PAGERDUTY_KEY", "key", 1);  // NOLINT(concurrency-mt-unsafe): no thread reads it
  }
  void configure(const std::string& from = "latchkey@corp.example") {
    replace_oncall(with_pagerduty(pagerduty, from));
  }
  doubles::FakePagerDuty pagerduty;
};

TEST_F(DoctorOfPagerDuty, FindsThatIncidentsCanBeOpenedAndOpensNone) {
  configure();
  EXPECT_EQ(examine(), 0);
  const auto ok = with("ok");
  for (const char* line : {"PagerDuty: policy PABC123: on call now: Lena Park",
                           "PagerDuty: user latchkey@corp.example: opens incidents",
                           "PagerDuty: incidents at PSVC123: the key may write; none was opened"}) {
    EXPECT_THAT(ok, testing::Contains(line));
  }
  EXPECT_THAT(pagerduty.incidents(), testing::IsEmpty());
}

TEST_F(DoctorOfPagerDuty, NamesAKeyThatMayOnlyRead) {
  configure();
  pagerduty.make_key_read_only();
  expect_failure(HasSubstr("PagerDuty: incidents at PSVC123: 403"));
}

TEST_F(DoctorOfPagerDuty, NamesAnAuthorWhoIsOnCall) {
  pagerduty.put_on_call(1, {{"P0", "Latchkey", "latchkey@corp.example"}});
  configure();
  expect_failure(HasSubstr("PagerDuty: user latchkey@corp.example: is on call"));
}

TEST_F(DoctorOfPagerDuty, NamesAnAuthorWhoIsNotThere) {
  configure("nobody@corp.example");
  EXPECT_EQ(examine(), 1);
  EXPECT_THAT(with("fail"),
              testing::ElementsAre(HasSubstr("no PagerDuty user has this address"),
                                   HasSubstr("PagerDuty: incidents at PSVC123: 400")));
}

TEST_F(Doctor, NamesABotTokenThatIsRefused) {
  replace("xoxb-sandbox", "xoxb-sandbox-old");
  expect_failure(HasSubstr("Slack: bot token: auth.test: invalid_auth"));
}

TEST_F(Doctor, NamesAnAppTokenThatIsRefused) {
  replace("xapp-sandbox", "xapp-sandbox-old");
  expect_failure(HasSubstr("Slack: app token: apps.connections.open: invalid_auth"));
}

TEST_F(Doctor, WarnsOfAChannelThatItIsNotIn) {
  replace("[\"C0SUPPORT\"]", R"(["C0GENERAL", "C0SHARED", "C0NOWHERE"])");
  EXPECT_EQ(examine(), 0);
  const auto warned = with("warn");
  EXPECT_THAT(warned, testing::Contains(HasSubstr("channel C0GENERAL: not a member")));
  EXPECT_THAT(warned, testing::Contains(HasSubstr("channel C0SHARED: shared with another")));
  EXPECT_THAT(warned, testing::Contains(HasSubstr("channel C0NOWHERE: conversations.info")));
}

TEST_F(Doctor, NamesAGroupThatIsNotThere) {
  replace("remediate = [\"@support-team\"]", "remediate = [\"@suport-team\"]");
  expect_failure(HasSubstr("Slack: group @suport-team: there is no user group"));
}

TEST_F(Doctor, NamesADomainThatTheKeyCannotSee) {
  replace("mail_domain  = \"customers.gitlab.com\"", "mail_domain = \"mg.acme.example\"");
  expect_failure(HasSubstr("Mailgun: domain mg.acme.example: 401 unauthorized"));
}

TEST_F(Doctor, NamesAnAccountsListThatIsNotThere) {
  replace("\"/customers\"", "\"/people\"");
  expect_failure(HasSubstr("CustomersDot: accounts: the answer has no /people"));
}

TEST_F(Doctor, NamesAGitlabTokenThatIsNoAdministrators) {
  replace("token = \"sandbox-admin\"", "token = \"sandbox-admin-no-more\"");
  expect_failure(HasSubstr("GitLab.com: token: 401 unauthorized"));
}

TEST_F(Doctor, NamesAFormThatIsNotThere) {
  replace("/customers/password/new", "/customers/sign_in");
  expect_failure(HasSubstr("CustomersDot: password form: the page does not hold"));
}

TEST_F(Doctor, ExaminesTheFormThatMailsASignInLinkAlike) {
  replace("password     = ", "sign_in_link = \"/customers/sign_in\"\npassword     = ");
  expect_failure(HasSubstr("CustomersDot: sign_in_link form: the page does not hold"));
}

TEST_F(Doctor, NamesAReferenceThatCannotBeResolvedAndTriesTheRest) {
  replace("\"sandbox-key\"", "\"env:LATCHKEY_NO_SUCH_KEY\"");
  expect_failure(HasSubstr("Secrets: env:LATCHKEY_NO_SUCH_KEY: there is no such environment"), 2);
  EXPECT_THAT(with("info"),
              testing::Contains(HasSubstr("Mailgun: domain mg.gitlab.com: not tried")));
  EXPECT_THAT(with("ok"), testing::Contains(testing::StartsWith("Slack: bot token")));
}

// What a person has to put right before anything else, whatever else is wrong.
TEST_F(Doctor, ExitsWithTwoWhereASecretIsMissingAndASystemFails) {
  replace("\"sandbox-key\"", "\"file:/nowhere/mailgun-key\"");
  replace("\"/customers\"", "\"/people\"");
  EXPECT_EQ(examine(), 2);
  EXPECT_THAT(with("fail"), testing::ElementsAre(HasSubstr("file:/nowhere/mailgun-key"),
                                                 HasSubstr("CustomersDot: accounts")));
}

TEST_F(Doctor, NamesWhatKeepsItFromTheNetworkAndTriesWhatNeedsNone) {
  add("[tls]\nca_file = \"/nowhere/ca.pem\"\n");
  add("[onepassword]\nconnect_url = \"https://connect.example\"\ntoken = "
      "\"file:/nowhere/token\"\n");
  replace("\"sandbox-key\"", "\"op://Support/Mailgun/key\"");
  EXPECT_EQ(examine({{"https_proxy", "socks5://user:s3cret@proxy.example:1080"}}), 2);
  EXPECT_EQ(report().at("ok"), false);
  EXPECT_THAT(with("fail"),
              testing::ElementsAre(
                  testing::StartsWith("Network: https_proxy: socks5:// is not spoken; expected "),
                  "Network: tls.ca_file /nowhere/ca.pem: No such file or directory",
                  HasSubstr("Secrets: file:/nowhere/token: cannot be opened")));
  const auto untried = with("info");
  for (const std::string line :
       {"Secrets: op://Support/Mailgun/key", "1Password Connect: https://connect.example",
        "Slack: app token", "Slack: bot token", "Mailgun: domain customers.gitlab.com",
        "Mailgun: domain mg.gitlab.com", "CustomersDot: accounts", "CustomersDot: password form",
        "CustomersDot: confirmation form", "GitLab.com: token"}) {
    EXPECT_THAT(untried, testing::Contains(line + ": not tried: the network cannot be used, which "
                                                  "has a line of its own"));
  }
  EXPECT_THAT(with("ok"), testing::ElementsAre(testing::StartsWith("Store: ")));
  EXPECT_EQ(report().dump().find("s3cret"), std::string::npos);
}

TEST_F(Doctor, NamesAStoreThatCannotBeMade) {
  replace("url = \"sqlite:", "url = \"sqlite:/nowhere");
  expect_failure(HasSubstr("there is no directory /nowhere"));
}

// One that hangs costs its own deadline, not the others' answers.
TEST_F(Doctor, ReportsTheOthersWhereOneHangs) {
  doubles::LoopbackServer silent{{doubles::never_answer()}};
  add("[run]\nupstream_deadline = \"2s\"\n");
  replace("name        = \"GitLab.com\"",
          "name = \"GitLab.com\"\nmailgun_api_url = \"" + silent.url() + "\"");
  expect_failure(HasSubstr("Mailgun: domain mg.gitlab.com: "));
  EXPECT_THAT(with("ok"), testing::Contains(HasSubstr("domain customers.gitlab.com")));
}

}  // namespace
}  // namespace latchkey::contract
