#include "bot/doctor/secret_checks.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace latchkey::doctor {
namespace {

// Connection strings and the sandbox's tokens are no references: there is nothing to resolve.
TEST(SecretChecks, NameEachReferenceOnce) {
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
  EXPECT_THAT(named_references(config), testing::ElementsAre("env:APP", "file:/run/gitlab",
                                                             "env:KEY", "env:PD", "env:STORE"));
}

}  // namespace
}  // namespace latchkey::doctor
