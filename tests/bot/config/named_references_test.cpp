#include "bot/config/named_references.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace latchkey {
namespace {

using testing::ElementsAre;

// Connection strings and the sandbox's tokens are no references: there is nothing to resolve.
TEST(NamedReferences, AreEachThereOnce) {
  Config config;
  config.slack = SlackConfig{.app_token = "env:APP", .bot_token = "xoxb-sandbox"};
  ServiceConfig first;
  first.accounts = PostgresAccountsConfig{.dsn = "host=replica"};
  ServiceConfig second;
  second.accounts = GitlabAccountsConfig{.token = "file:/run/gitlab"};
  ServiceConfig third;
  third.accounts = RestAccountsConfig{.authorization = "env:KEY"};
  config.services = {first, second, third};
  config.mailgun.api_key = "env:KEY";
  config.oncall = OnCallConfig{.pagerduty = PagerDutyConfig{.token = "env:PD"}};
  config.store.url = "env:STORE";
  config.audit.key = "file:/etc/latchkey/audit-key";
  EXPECT_THAT(named_references(config),
              ElementsAre("env:APP", "file:/run/gitlab", "env:KEY", "env:PD", "env:STORE",
                          "file:/etc/latchkey/audit-key"));
}

// The command line answers on a machine that has no token of Slack's.
TEST(NamedReferences, LeaveSlacksOutWhereNobodyNeedsThem) {
  Config config;
  config.slack = SlackConfig{.app_token = "env:APP", .bot_token = "env:BOT"};
  config.onepassword = OnePasswordConfig{.token = "env:CONNECT"};
  config.mailgun.api_key = "op://Support/Mailgun/api key";
  EXPECT_THAT(references_without_slack(config),
              ElementsAre("op://Support/Mailgun/api key", "env:CONNECT"));
  EXPECT_THAT(named_references(config),
              ElementsAre("env:APP", "env:BOT", "op://Support/Mailgun/api key", "env:CONNECT"));
}

}  // namespace
}  // namespace latchkey
