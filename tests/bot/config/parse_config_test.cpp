#include "bot/config/load_config.hpp"

#include "tests/bot/config/smallest_file.hpp"

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
using testing::Not;

TEST(Config, TakesTheSmallestFileAndTheContractsDefaults) {
  const ConfigResult result = parse(k_enough);
  ASSERT_THAT(result.errors, IsEmpty());
  ASSERT_THAT(result.warnings, IsEmpty());
  const Config& config = *result.config;
  EXPECT_FALSE(config.slack);
  ASSERT_EQ(config.services.size(), 1U);
  EXPECT_EQ(config.services[0].url, "https://customers.example");
  EXPECT_EQ(config.services[0].reset_link_lifetime, std::chrono::hours{6});
  EXPECT_EQ(config.services[0].sign_in, SignIn::password);
  EXPECT_EQ(std::get<PostgresAccountsConfig>(config.services[0].accounts).table, "customers");
  EXPECT_EQ(config.mailgun.api_url, "https://api.mailgun.net");
  EXPECT_EQ(config.mailgun.log_retention, std::chrono::days{30});
  EXPECT_EQ(config.limits.mails_per_customer_hour, 2);
  EXPECT_EQ(config.limits.mails_per_customer_day, 5);
  EXPECT_EQ(config.store.url, "sqlite:/var/lib/latchkey/latchkey.db");
  EXPECT_EQ(config.store.retention, std::chrono::hours{90 * 24});
  EXPECT_EQ(config.run.upstream_deadline, std::chrono::seconds{10});
  EXPECT_EQ(config.log.level, "info");
}

TEST(Config, ReadsEveryKeyThatThisVersionUses) {
  const ConfigResult result = parse(R"([slack]
api_url = "http://127.0.0.1:8080/api"
app_token = "env:APP"
bot_token = "file:/run/secrets/bot"
connections = 3
command = "/check"
posts_per_second = 5
channels = ["C0SUPPORT"]
[[service]]
name = "CustomersDot"
url = "https://customers.example"
mail_domain = "Customers.Example"
sign_in = "one_time_link"
reset_link_lifetime = "12h"
account_link = "https://customers.example/admin/customer/{id}"
mail_log_link = "https://mail.example/logs"
mailgun_api_url = "https://api.eu.mailgun.net/"
mail_kinds = { reset = ["Reset*"], confirmation = ["Confirm"], sign_in_link = ["Sign in"] }
[service.accounts]
kind = "rest"
url = "https://admin.example/api?email={email}"
authorization = "op://Support/Admin/api/token"
list = "/customers"
fields = { email = "/mail", confirmed_at = "/confirmed" }
[service.forms]
kind = "devise"
confirmation = "/confirmation/new"
password = "/password/new"
[[service]]
name = "GitLab.com"
url = "https://gitlab.example"
mail_domain = "mg.gitlab.example"
[service.accounts]
kind = "gitlab"
token = "op://Support/GitLab admin/token"
[mailgun]
api_url = "https://api.mailgun.net/"
api_key = "env:KEY"
log_retention = "5d"
[onepassword]
connect_url = "http://127.0.0.1:8081/"
token = "env:OP_CONNECT_TOKEN"
[permissions]
diagnose = ["@support-team", "U0LENA"]
remediate = ["@support-leads"]
[limits]
mails_per_customer_hour = 1
mails_per_customer_day = 3
diagnoses_per_person_minute = 7
[store]
url = "memory:"
retention = "30d"
[privacy]
mask_emails_in_messages = true
[log]
level = "debug"
format = "json"
[run]
dry_run = true
shutdown_grace = "5s"
upstream_deadline = "2s"
[tls]
ca_file = "/etc/ssl/private-ca.pem"
)");
  ASSERT_THAT(result.errors, IsEmpty());
  ASSERT_THAT(result.warnings, IsEmpty());
  const Config& config = *result.config;
  EXPECT_EQ(config.slack->api_url, "http://127.0.0.1:8080/api/");
  EXPECT_EQ(config.slack->bot_token, "file:/run/secrets/bot");
  EXPECT_EQ(config.slack->connections, 3);
  EXPECT_EQ(config.slack->command, "/check");
  EXPECT_THAT(config.slack->channels, ElementsAre("C0SUPPORT"));
  const ServiceConfig& first = config.services.at(0);
  EXPECT_EQ(first.mail_domain, "customers.example");
  EXPECT_EQ(first.sign_in, SignIn::one_time_link);
  EXPECT_EQ(first.mailgun_api_url, "https://api.eu.mailgun.net");
  EXPECT_THAT(first.mail_kinds.sign_in_link, ElementsAre("Sign in"));
  const auto& rest = std::get<RestAccountsConfig>(first.accounts);
  EXPECT_EQ(rest.authorization, "op://Support/Admin/api/token");
  EXPECT_EQ(rest.fields.at("confirmed_at"), "/confirmed");
  EXPECT_EQ(first.forms->password, "/password/new");
  EXPECT_FALSE(config.services.at(1).forms);
  EXPECT_EQ(config.services[0].mail_log_link, "https://mail.example/logs");
  EXPECT_EQ(config.mailgun.api_url, "https://api.mailgun.net");
  EXPECT_EQ(config.mailgun.log_retention, std::chrono::days{5});
  EXPECT_EQ(config.onepassword->connect_url, "http://127.0.0.1:8081");
  EXPECT_EQ(config.onepassword->token, "env:OP_CONNECT_TOKEN");
  EXPECT_EQ(config.limits.diagnoses_per_person_minute, 7);
  EXPECT_TRUE(config.privacy.mask_emails_in_messages);
  EXPECT_EQ(config.log.format, LogFormat::json);
  EXPECT_TRUE(config.run.dry_run);
  EXPECT_EQ(config.tls.ca_file, "/etc/ssl/private-ca.pem");
}

TEST(Config, ReportsEveryMistakeAtOnceInTheFilesOrder) {
  const ConfigResult result = parse(R"([slack]
app_token = 7
bot_token = "env:BOT"
connections = "two"
[[service]]
name = "CustomersDot"
url = "ftp://customers.example"
mail_domain = "customers"
[service.accounts]
kind = "postgre"
[mailgun]
api_key = "env:KEY"
[limits]
mails_per_customer_hour = -1
)");
  EXPECT_FALSE(result.config);
  EXPECT_THAT(
      result.errors,
      ElementsAre(
          "latchkey.toml:2: slack.app_token: expected a text in quotes, got 7",
          "latchkey.toml:4: slack.connections: expected a whole number from 1 to 9, got \"two\"",
          "latchkey.toml:7: service.url: expected an https:// URL (http:// to a loopback address "
          "only): the URL does not begin with https://",
          "latchkey.toml:8: service.mail_domain: expected a domain such as \"mg.example.com\", got "
          "\"customers\"",
          "latchkey.toml:10: service.accounts.kind: expected one of postgres, rest, gitlab, got "
          "\"postgre\"",
          "latchkey.toml:14: limits.mails_per_customer_hour: expected a whole number from 0 to "
          "100, got -1"));
}

TEST(Config, NamesWhatIsMissing) {
  EXPECT_THAT(
      parse("[[service]]\n").errors,
      ElementsAre("latchkey.toml:1: service.name: missing: expected what support calls this site",
                  "latchkey.toml:1: service.url: missing: expected the site's https:// URL",
                  "latchkey.toml:1: service.mail_domain: missing: expected the domain that its "
                  "mail leaves from",
                  "latchkey.toml:1: service.accounts: missing: expected a table "
                  "[service.accounts] with its kind",
                  "latchkey.toml:1: mailgun: missing: expected [mailgun] with its api_key"));
}

TEST(Config, NamesAMissingServiceInAnEmptyFile) {
  EXPECT_THAT(parse("").errors,
              Contains("latchkey.toml:1: service: missing: expected at least one [[service]], the "
                       "site to diagnose"));
}

TEST(Config, SuggestsTheNearestKeyForAnUnknownOne) {
  EXPECT_THAT(errors_with("[limits]\nmails_per_custmer_hour = 2\n"),
              ElementsAre("latchkey.toml:12: limits.mails_per_custmer_hour: unknown key; did you "
                          "mean mails_per_customer_hour?"));
  EXPECT_THAT(errors_with("[mailgunn]\napi_key = \"env:K\"\n"),
              ElementsAre("latchkey.toml:11: mailgunn: unknown key; did you mean mailgun?"));
}

TEST(Config, ListsTheKnownKeysWhereNoneIsNear) {
  EXPECT_THAT(errors_with("[tls]\nverify_nothing = true\n"),
              ElementsAre("latchkey.toml:12: tls.verify_nothing: unknown key; known here are "
                          "ca_file, cert_file, key_file"));
}

TEST(Config, NamesTheLineWhereTomlBreaks) {
  const auto errors = parse("[slack]\napp_token = \n").errors;
  EXPECT_THAT(errors, ElementsAre(HasSubstr("latchkey.toml:2: not valid TOML: ")));
}

TEST(Config, NamesAFileThatCannotBeRead) {
  EXPECT_THAT(load_config("/nowhere/latchkey.toml").errors,
              ElementsAre("/nowhere/latchkey.toml:1: the file cannot be read: No such file or "
                          "directory"));
  EXPECT_THAT(load_config("/").errors, ElementsAre(HasSubstr("the file cannot be read")));
}

TEST(Config, NeedsSlackForTheBotOnly) {
  const ConfigResult result = parse(k_enough);
  ASSERT_TRUE(result.config);
  EXPECT_THAT(missing_for_run(*result.config, "latchkey.toml"),
              ElementsAre("latchkey.toml:1: slack: missing: latchkey run needs [slack] with "
                          "app_token and bot_token"));
}

TEST(Config, SurvivesFilesOfOtherShapes) {
  for (const std::string text :
       {"service = 1", "service = [1]", "[service]", "slack = []\nmailgun = \"x\"", "[[slack]]",
        "[[service]]\naccounts = 3\nforms = 4\nmail_kinds = [1]", "a.b.c = 1979-05-27"}) {
    const ConfigResult result = parse(text);
    EXPECT_FALSE(result.config) << text;
    EXPECT_THAT(result.errors, Not(IsEmpty())) << text;
  }
}

}  // namespace
}  // namespace latchkey
