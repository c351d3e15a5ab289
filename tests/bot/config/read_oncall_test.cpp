#include "bot/config/load_config.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <string>
#include <vector>

namespace latchkey {
namespace {

using testing::Contains;
using testing::ElementsAre;
using testing::HasSubstr;
using testing::IsEmpty;

/// A file that lacks nothing, of ten lines, with `[oncall]` in line 11.
ConfigResult with_oncall(const std::string& rest) {
  return parse_config(R"([[service]]
name = "CustomersDot"
url = "https://customers.example/"
mail_domain = "customers.example"
[service.accounts]
kind = "postgres"
dsn = "env:DSN"
table = "customers"
[mailgun]
api_key = "env:KEY"
[oncall]
)" + rest,
                      "latchkey.toml");
}

std::vector<std::string> oncall_errors(const std::string& rest) {
  return with_oncall(rest).errors;
}

TEST(OnCallConfig, ReadsEveryKey) {
  const auto result = with_oncall(R"(kind = "pagerduty"
levels = ["@support-managers", "U0BOSS"]
fallback = ["@everybody"]
acknowledge_within = "5m"
escalate_at_most = 2
users = { "lena@corp.example" = "U0LENA" }
[oncall.pagerduty]
api_url = "https://api.eu.pagerduty.com/"
token = "file:/run/secrets/pagerduty"
schedule = "PSCHED1"
service = "PSVC123"
from = "latchkey@example.com"
)");
  ASSERT_THAT(result.errors, IsEmpty());
  const OnCallConfig& oncall = result.config->oncall.value();
  EXPECT_EQ(oncall.kind, OnCallKind::pagerduty);
  EXPECT_THAT(oncall.levels, ElementsAre("@support-managers", "U0BOSS"));
  EXPECT_THAT(oncall.fallback, ElementsAre("@everybody"));
  EXPECT_EQ(oncall.acknowledge_within, std::chrono::minutes{5});
  EXPECT_EQ(oncall.escalate_at_most, 2);
  EXPECT_EQ(oncall.users.at("lena@corp.example"), "U0LENA");
  const PagerDutyConfig& pagerduty = oncall.pagerduty.value();
  EXPECT_EQ(pagerduty.api_url, "https://api.eu.pagerduty.com");
  EXPECT_EQ(pagerduty.token, "file:/run/secrets/pagerduty");
  EXPECT_EQ(pagerduty.schedule, "PSCHED1");
  EXPECT_EQ(pagerduty.escalation_policy, "");
  EXPECT_EQ(pagerduty.service, "PSVC123");
  EXPECT_EQ(pagerduty.from, "latchkey@example.com");
}

TEST(OnCallConfig, TakesTheContractsDefaults) {
  const auto result = with_oncall("kind = \"usergroup\"\ngroup = \"@support-oncall\"\n");
  ASSERT_THAT(result.errors, IsEmpty());
  const OnCallConfig& oncall = result.config->oncall.value();
  EXPECT_EQ(oncall.group, "@support-oncall");
  EXPECT_EQ(oncall.acknowledge_within, std::chrono::minutes{10});
  EXPECT_EQ(oncall.escalate_at_most, 3);
  EXPECT_FALSE(oncall.pagerduty);
}

TEST(OnCallConfig, NeedsAKindOutOfThree) {
  EXPECT_THAT(oncall_errors("group = \"@x\"\n"),
              ElementsAre("latchkey.toml:11: oncall.kind: missing: expected one of usergroup, "
                          "pagerduty, static"));
  EXPECT_THAT(oncall_errors("kind = \"opsgenie\"\n"),
              ElementsAre("latchkey.toml:12: oncall.kind: expected one of usergroup, pagerduty, "
                          "static, got \"opsgenie\""));
}

TEST(OnCallConfig, NamesWhatEachKindCannotDoWithout) {
  EXPECT_THAT(oncall_errors("kind = \"usergroup\"\n"),
              ElementsAre(HasSubstr("oncall.group: missing: expected a user group")));
  EXPECT_THAT(oncall_errors("kind = \"static\"\n"),
              ElementsAre(HasSubstr("oncall.people: missing: expected a list of users' ids")));
  EXPECT_THAT(oncall_errors("kind = \"static\"\npeople = []\n"),
              ElementsAre(HasSubstr("oncall.people: expected at least one user's id")));
  EXPECT_THAT(oncall_errors("kind = \"pagerduty\"\n"),
              ElementsAre(HasSubstr("oncall.pagerduty: missing: expected a table")));
}

TEST(OnCallConfig, AsksPagerDutyForAPolicyOrAScheduleAndNeverBoth) {
  const std::string asked = "kind = \"pagerduty\"\n[oncall.pagerduty]\ntoken = \"env:PD\"\n";
  EXPECT_THAT(oncall_errors(asked),
              ElementsAre(HasSubstr("oncall.pagerduty.escalation_policy: missing: expected it, or "
                                    "schedule")));
  EXPECT_THAT(oncall_errors(asked + "schedule = \"P1\"\nescalation_policy = \"P2\"\n"),
              ElementsAre("latchkey.toml:15: oncall.pagerduty.schedule: expected either "
                          "escalation_policy or schedule, not both"));
  EXPECT_THAT(oncall_errors(asked + "schedule = \"P1\"\n"), IsEmpty());
}

// PagerDuty refuses an incident that nobody opened.
TEST(OnCallConfig, NeedsWhoOpensIncidents) {
  EXPECT_THAT(oncall_errors("kind = \"usergroup\"\ngroup = \"@oncall\"\n[oncall.pagerduty]\n"
                            "token = \"env:PD\"\nservice = \"PSVC123\"\n"),
              ElementsAre(HasSubstr("oncall.pagerduty.from: missing: expected the address")));
}

TEST(OnCallConfig, RefusesPeopleGroupsAndAddressesThatAreNone) {
  EXPECT_THAT(
      oncall_errors("kind = \"static\"\npeople = [\"@lena\"]\nlevels = [\"lena\"]\n"
                    "fallback = [\"#x\"]\nusers = { \"lena\" = \"@lena\" }\ngroup = \"oncall\"\n"),
      ElementsAre(HasSubstr("oncall.people: expected a user's id"),
                  HasSubstr("oncall.levels: expected a group such as"),
                  HasSubstr("oncall.fallback: expected a group such as"),
                  HasSubstr("oncall.users: expected a mail address such as"),
                  HasSubstr("oncall.users: expected a user's id such as \"U0LENA\" for lena"),
                  HasSubstr("oncall.group: expected a user group such as")));
}

TEST(OnCallConfig, SuggestsTheNearestKeyInNestedTables) {
  EXPECT_THAT(oncall_errors("kind = \"usergroup\"\ngroup = \"@x\"\nescalate_at_mots = 3\n"
                            "[oncall.pagerduty]\ntokn = \"env:PD\"\n"),
              ElementsAre("latchkey.toml:14: oncall.escalate_at_mots: unknown key; did you mean "
                          "escalate_at_most?",
                          HasSubstr("latchkey.toml:15: oncall.pagerduty.token: missing"),
                          "latchkey.toml:16: oncall.pagerduty.tokn: unknown key; did you mean "
                          "token?"));
  EXPECT_THAT(oncall_errors("kind = \"usergroup\"\ngroup = \"@x\"\n[oncall.pagerdutty]\n"),
              ElementsAre("latchkey.toml:14: oncall.pagerdutty: unknown key; did you mean "
                          "pagerduty?"));
}

TEST(OnCallConfig, RefusesATokenOfPagerDutysInTheFileWithoutRepeatingIt) {
  EXPECT_THAT(
      oncall_errors("kind = \"pagerduty\"\n[oncall.pagerduty]\ntoken = \"u+s3cret\"\n"
                    "schedule = \"P1\"\n"),
      ElementsAre("latchkey.toml:14: oncall.pagerduty.token: expected a reference "
                  "(env:NAME, file:PATH, credential:NAME or op://vault/item/field), not a token "
                  "itself"));
}

TEST(OnCallConfig, SaysWhatDoesNothing) {
  const auto result = with_oncall(
      "kind = \"usergroup\"\ngroup = \"@oncall\"\npeople = [\"U0X\"]\n"
      "[oncall.pagerduty]\ntoken = \"env:PD\"\n");
  EXPECT_THAT(result.errors, IsEmpty());
  EXPECT_THAT(result.warnings,
              Contains("latchkey.toml:14: oncall.people: does nothing with this kind"));
  EXPECT_THAT(result.warnings, Contains(HasSubstr("oncall.pagerduty.service: missing")));
}

}  // namespace
}  // namespace latchkey
