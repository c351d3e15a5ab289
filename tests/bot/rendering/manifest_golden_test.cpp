#include "bot/config/load_config.hpp"
#include "bot/rendering/manifest.hpp"
#include "tests/bot/rendering/golden.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <string>

namespace latchkey {
namespace {

using testing::HasSubstr;
using testing::Not;

Config config_with(const std::string& sections) {
  const auto result = parse_config(
      "[[service]]\nname = \"S\"\nurl = \"https://s.example\"\n"
      "mail_domain = \"s.example\"\n[service.accounts]\n"
      "kind = \"gitlab\"\ntoken = \"env:TOKEN\"\n[mailgun]\n"
      "api_key = \"env:KEY\"\n" +
          sections,
      "latchkey.toml");
  return result.config.value();
}

std::string slack_with(const std::string& keys) {
  return "[slack]\napp_token = \"env:APP\"\nbot_token = \"env:BOT\"\n" + keys;
}

// What we ship to be pasted is what the program prints for what we ship to be edited.
TEST(Manifest, OfTheShippedConfigurationIsTheShippedOne) {
  const auto shipped = load_config(LATCHKEY_TESTS_DIR "/../../../deploy/latchkey.toml");
  ASSERT_TRUE(shipped.config);
  expect_golden("../../deploy/manifests/slack.yaml", rendering::to_manifest(*shipped.config));
}

TEST(Manifest, OfTheSmallestConfigurationAsksForTheLeast) {
  expect_golden("manifest/smallest.yaml", rendering::to_manifest(config_with("")));
}

TEST(Manifest, HearsWhatIsSaidInChannelsWhereAGroupIsWatched) {
  expect_golden(
      "manifest/watched_group.yaml",
      rendering::to_manifest(config_with(
          slack_with("") + "[oncall]\nkind = \"usergroup\"\ngroup = \"@support-oncall\"\n")));
}

TEST(Manifest, ReadsAddressesWherePagerDutyNamesPeople) {
  expect_golden("manifest/pagerduty.yaml",
                rendering::to_manifest(config_with(
                    slack_with("command = \"/check\"\n") +
                    "[oncall]\nkind = \"pagerduty\"\n[oncall.pagerduty]\ntoken = \"env:PD\"\n"
                    "schedule = \"P1\"\n")));
}

// What the chat shows while the command is typed.
TEST(Manifest, SuggestsNoMoreMailThanTheLogsKeep) {
  EXPECT_THAT(rendering::to_manifest(config_with("log_retention = \"3d\"\n")),
              HasSubstr("usage_hint: customer@example.com [since:3d] [service:NAME]\n"));
}

// People who are named by their ids need no group to be read.
TEST(Manifest, ReadsNoGroupsWhereOnlyPeopleAreNamed) {
  const std::string text = rendering::to_manifest(
      config_with("[permissions]\nremediate = [\"U0LENA\"]\n[oncall]\nkind = \"static\"\npeople = "
                  "[\"U0LENA\"]\n"));
  EXPECT_THAT(text, Not(HasSubstr("usergroups:read")));
  EXPECT_THAT(text, Not(HasSubstr("message.channels")));
  EXPECT_THAT(text, Not(HasSubstr("users:read.email")));
}

// Who acknowledged an incident, or is called there, is looked up as well as who is on call.
TEST(Manifest, ReadsAddressesWherePagerDutyTakesIncidents) {
  const std::string people = "[oncall]\nkind = \"static\"\npeople = [\"U0LENA\"]\n";
  const std::string pagerduty = "[oncall.pagerduty]\ntoken = \"env:PD\"\n";
  const std::string incidents = "service = \"P1\"\nfrom = \"latchkey@example.com\"\n";
  EXPECT_THAT(rendering::to_manifest(config_with(people + pagerduty + incidents)),
              HasSubstr("users:read.email   # who in Slack has PagerDuty's incident"));
  EXPECT_THAT(rendering::to_manifest(config_with(people + pagerduty)),
              Not(HasSubstr("users:read.email")))
      << "none is opened";
}

// Nothing that stands in the configuration can add a line to the manifest.
TEST(Manifest, QuotesACommandThatYamlWouldReadOtherwise) {
  const std::string text =
      rendering::to_manifest(config_with(slack_with("command = \"/a: \\\"b\\n#c\"\n")));
  EXPECT_THAT(text, HasSubstr("    - command: \"/a: \\\"b #c\"\n"));
}

}  // namespace
}  // namespace latchkey
