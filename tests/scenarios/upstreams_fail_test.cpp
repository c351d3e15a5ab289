// Each system failing in turn: the answer says which one, and never that all is well.
#include "tests/scenarios/mail_events.hpp"
#include "tests/scenarios/stage.hpp"

#include <gtest/gtest.h>

#include <ostream>

namespace latchkey::scenarios {
namespace {

struct Failure {
  std::string name;
  /// What /sandbox/faults takes; null: the account replica is taken away instead.
  Json fault;
  /// What the answer and its thread must say of it.
  std::string told;

  friend void PrintTo(const Failure& failure, std::ostream* out) { *out << failure.name; }
};

struct UpstreamsFail : testing::TestWithParam<Failure> {
  Stage stage;
  Conversation& chat = stage.chat;
  ~UpstreamsFail() override {
    chat.portal.execute("ALTER TABLE IF EXISTS customers_away RENAME TO customers");
  }
};

TEST_P(UpstreamsFail, IsNamedAndNeverTakenForHealth) {
  chat.add_customer("healthy@acme.example");
  chat.add_mail("customers.gitlab.com", "healthy@acme.example", "Reset password instructions",
                delivered("-10m"));
  if (GetParam().fault.is_null()) {
    chat.portal.execute("ALTER TABLE customers RENAME TO customers_away");
  } else {
    chat.sandbox.post("/sandbox/faults", GetParam().fault);
  }
  stage.start_bot();
  const auto root = chat.diagnose("healthy@acme.example", GetParam().told);
  EXPECT_TRUE(root.says("⚪ *Could not tell: ")) << root.words;
  chat.sandbox.wait_for(chat.team.dana, "a reply with " + GetParam().told, [&](const auto& reply) {
    return reply.thread == root.ts && reply.says(GetParam().told);
  });
}

Json fault(const std::string& system, Json how) {
  how["system"] = system;
  how["count"] = 100;
  return how;
}

INSTANTIATE_TEST_SUITE_P(
    EachSystem, UpstreamsFail,
    testing::Values(
        Failure{"TheReplicaRefuses", nullptr, "CustomersDot: the database has no table"},
        Failure{"MailgunRefusesTheKey", fault("mailgun", {{"status", 401}, {"body", "Forbidden"}}),
                "Mailgun: 401 unauthorized"},
        Failure{"MailgunIsDown", fault("mailgun", {{"status", 503}}), "Mailgun: 503 unavailable"},
        // "Did not begin to answer", or on a busy machine "did not answer".
        Failure{"MailgunIsSlow", fault("mailgun", {{"delay_ms", 60000}}), " answer within 2 s"},
        Failure{"MailgunTalksNonsense",
                fault("mailgun", {{"status", 200}, {"body", "<html>Maintenance</html>"}}),
                "Mailgun: answered with a web page instead of JSON"},
        // "GitLab.com: 502 bad gateway", or on a busy machine "GitLab.com has not answered since
        // …".
        Failure{"GitlabIsDown", fault("gitlab", {{"status", 502}}), "502 bad gateway"},
        Failure{"GitlabSaysToWait", fault("gitlab", {{"status", 429}, {"body", "Retry later"}}),
                "429 too many requests"}),
    [](const testing::TestParamInfo<Failure>& tested) { return tested.param.name; });

}  // namespace
}  // namespace latchkey::scenarios
