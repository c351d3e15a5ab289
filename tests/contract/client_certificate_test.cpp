// Systems that let in only who shows a certificate: `[tls] cert_file` and `key_file` from outside.
#include "tests/contract/empty_mailgun.hpp"
#include "tests/doubles/loopback_server.hpp"
#include "tests/doubles/self_signed.hpp"
#include "tests/harness/child_process.hpp"
#include "tests/harness/temporary_directory.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <chrono>
#include <filesystem>
#include <fstream>
#include <string>
#include <utility>
#include <vector>

namespace latchkey::contract {
namespace {

namespace fs = std::filesystem;
using doubles::Certificate;
using doubles::LoopbackServer;
using doubles::Reaction;
using doubles::ReceivedRequest;
using testing::Contains;
using testing::ElementsAre;
using testing::HasSubstr;

constexpr std::chrono::seconds k_answer_patience{60};

/// A GitLab and a mail log that know nobody.
Reaction upstream(const ReceivedRequest& request) {
  if (auto mailgun = empty_mailgun(request)) return *std::move(mailgun);
  if (request.target.starts_with("/v1/")) return doubles::json(401, R"({"message":"no"})");
  if (request.target == "/api/v4/user") return doubles::json(200, R"({"id":1,"is_admin":true})");
  return doubles::json(200, "[]");
}

struct CertifiedBot : testing::Test {
  struct Outcome {
    int status = -1;
    /// Standard output and standard error together.
    std::vector<std::string> lines;
  };

  // NOLINTNEXTLINE(modernize-use-nodiscard): whoever writes a file may know its path.
  std::string file(const std::string& name, const std::string& text,
                   fs::perms mode = fs::perms::owner_read | fs::perms::owner_write) const {
    const auto path = directory.path() / name;
    std::ofstream{path} << text;
    fs::permissions(path, mode);
    return path;
  }
  [[nodiscard]] Outcome diagnose(const std::string& tls) const {
    const auto config = file(
        "latchkey.toml",
        "[[service]]\nname = \"GitLab\"\nurl = \"" + strict.url() +
            "\"\nmail_domain = \"s.example\"\n[service.accounts]\nkind = \"gitlab\"\n"
            "token = \"env:LATCHKEY_TEST_KEY\"\n[mailgun]\napi_url = \"" +
            strict.url() + "\"\napi_key = \"env:LATCHKEY_TEST_KEY\"\n[store]\nurl = \"memory:\"\n" +
            "[tls]\nca_file = \"" + strict.certificate_file() + "\"\n" + tls);
    harness::ChildProcess process{
        {"sh", "-c",
         "exec " LATCHKEY_PROGRAM " diagnose jane.doe@acme.example --config " + config + " 2>&1"},
        {{"LATCHKEY_TEST_KEY", "key"}}};
    Outcome outcome;
    while (auto line = process.next_line(k_answer_patience)) outcome.lines.push_back(*line);
    outcome.status = process.wait(k_answer_patience);
    return outcome;
  }

  harness::TemporaryDirectory directory;
  doubles::SelfSigned us = doubles::create_self_signed("DNS:latchkey.example", 3600);
  std::string cert = "cert_file = \"" + file("cert.pem", us.certificate_pem) + "\"\n";
  std::string key = "key_file = \"" + file("key.pem", us.key_pem) + "\"\n";
  LoopbackServer strict{upstream, Certificate::good, doubles::admitting(us.certificate_pem)};
};

TEST_F(CertifiedBot, IsLetInWithItsCertificate) {
  const auto outcome = diagnose(cert + key);
  EXPECT_EQ(outcome.status, 0) << testing::PrintToString(outcome.lines);
  EXPECT_FALSE(strict.requests().empty());
}

TEST_F(CertifiedBot, SaysWhatIsAskedForWhereItHasNone) {
  const auto outcome = diagnose("");
  EXPECT_EQ(outcome.status, 3);
  EXPECT_THAT(outcome.lines,
              Contains(HasSubstr("GitLab asks for a client certificate: set tls.cert_file")));
  EXPECT_TRUE(strict.requests().empty());
}

TEST_F(CertifiedBot, DoesNotStartWithAKeyThatOthersMayRead) {
  const auto open = file("open.pem", us.key_pem, fs::perms::owner_read | fs::perms::others_read);
  const auto outcome = diagnose(cert + "key_file = \"" + open + "\"\n");
  EXPECT_EQ(outcome.status, 2);
  EXPECT_THAT(outcome.lines, ElementsAre("tls.key_file " + open +
                                         ": may be read or written by other users: chmod 600 it"));
}

TEST_F(CertifiedBot, DoesNotStartWithHalfOfIt) {
  const auto outcome = diagnose(cert);
  EXPECT_EQ(outcome.status, 2);
  EXPECT_THAT(outcome.lines, ElementsAre(HasSubstr("tls.key_file: missing: expected the PEM")));
}

}  // namespace
}  // namespace latchkey::contract
