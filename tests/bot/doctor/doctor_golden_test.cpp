// What an operator reads of each failure: one file a system, one block of lines a failure.
#include "bot/config/load_config.hpp"
#include "bot/config/store_url.hpp"
#include "bot/doctor/account_checks.hpp"
#include "bot/doctor/form_checks.hpp"
#include "bot/doctor/mailgun_checks.hpp"
#include "bot/doctor/oncall_checks.hpp"
#include "bot/doctor/secret_checks.hpp"
#include "bot/doctor/slack_checks.hpp"
#include "bot/doctor/store_checks.hpp"
#include "bot/rendering/doctor_json.hpp"
#include "bot/rendering/doctor_text.hpp"
#include "tests/bot/rendering/golden.hpp"

#include <gtest/gtest.h>

#include <chrono>
#include <string>
#include <utility>

namespace latchkey::doctor {
namespace {

using std::chrono::seconds;

/// Builds the text of one golden file.
class Page {
 public:
  void add(const std::string& what, Checks checks) {
    text_ += "# " + what + "\n" + rendering::to_text(checks, {.unicode = true}) + "\n";
  }
  void add(const std::string& what, Check check) { add(what, Checks(1, std::move(check))); }
  [[nodiscard]] const std::string& text() const { return text_; }

 private:
  std::string text_;
};

Error refused(const std::string& what, const std::string& vendor_text = "") {
  return {ErrorKind::refused, what, vendor_text};
}
Error not_found(const std::string& what) {
  return {ErrorKind::not_found, what};
}
Error timed_out(const std::string& system) {
  return {ErrorKind::timed_out, system + " did not answer within 10 s"};
}
Error unreachable(const std::string& system) {
  return {ErrorKind::unreachable, system + ": connection refused"};
}
Error misunderstood(const std::string& what) {
  return {ErrorKind::misunderstood, what};
}

Config team() {
  Config config;
  config.slack = SlackConfig{.app_token = "env:SLACK_APP_TOKEN",
                             .bot_token = "env:SLACK_BOT_TOKEN",
                             .channels = {"C0SUPPORT"}};
  config.permissions = {
      .diagnose = {"@support-team"}, .remediate = {"@support-team"}, .escalate = {"@support-team"}};
  return config;
}

slack::BotToken healthy_token() {
  return {.user = "latchkey",
          .team = "Keyhole Support",
          .scopes = std::vector<std::string>{"commands", "chat:write", "app_mentions:read",
                                             "channels:read", "groups:read", "channels:history",
                                             "groups:history", "users:read", "usergroups:read"},
          .clock_ahead = std::chrono::microseconds{0}};
}

void drop(slack::BotToken& token, const std::string& scope) {
  std::erase(*token.scopes, scope);
}

TEST(DoctorGolden, SlackTokens) {
  Page page;
  const Config config = team();
  page.add("everything is fine", judge_bot_token(healthy_token(), config));
  page.add("the bot token is revoked",
           judge_bot_token(refused("Slack: auth.test: token_revoked"), config));
  page.add("the tokens are exchanged",
           judge_bot_token(refused("Slack: auth.test: not_allowed_token_type"), config));
  page.add("Slack hangs", judge_bot_token(timed_out("Slack"), config));
  page.add("Slack cannot be reached", judge_bot_token(unreachable("Slack"), config));
  auto without_groups = healthy_token();
  drop(without_groups, "usergroups:read");
  drop(without_groups, "groups:history");
  page.add("scopes are missing, one of them essential", judge_bot_token(without_groups, config));
  auto without_history = healthy_token();
  drop(without_history, "channels:history");
  page.add("a scope is missing that only a recovery needs",
           judge_bot_token(without_history, config));
  auto greedy = healthy_token();
  greedy.scopes->push_back("im:write");
  page.add("more was granted than is needed", judge_bot_token(greedy, config));
  auto silent = healthy_token();
  silent.scopes.reset();
  page.add("Slack does not name the scopes", judge_bot_token(silent, config));
  auto ahead = healthy_token();
  ahead.clock_ahead = std::chrono::milliseconds{3'500};
  page.add("our clock is ahead", judge_bot_token(ahead, config));
  auto behind = healthy_token();
  behind.clock_ahead = -std::chrono::minutes{2};
  page.add("our clock is behind", judge_bot_token(behind, config));
  page.add("the app token opens connections", judge_app_token({}, *config.slack));
  page.add("the app token is refused",
           judge_app_token(refused("Slack: apps.connections.open: invalid_auth"), *config.slack));
  page.add("the app token is a bot's",
           judge_app_token(refused("Slack: apps.connections.open: not_allowed_token_type"),
                           *config.slack));
  expect_golden("doctor/slack_tokens.txt", page.text());
}

TEST(DoctorGolden, SlackPlacesAndPeople) {
  Page page;
  using Members = std::vector<std::string>;
  page.add("a channel as it should be", judge_channel("C0SUPPORT", chat::Channel{.member = true}));
  page.add("not a member", judge_channel("C0SUPPORT", chat::Channel{}));
  page.add("shared", judge_channel("C0SHARED", chat::Channel{.shared = true, .member = true}));
  page.add("archived", judge_channel("C0OLD", chat::Channel{.archived = true, .member = true}));
  page.add("not to be seen",
           judge_channel("C0WRONG", not_found("Slack: conversations.info: channel_not_found")));
  page.add("the scope is missing",
           judge_channel("C0SUPPORT", refused("Slack: conversations.info: missing_scope (the "
                                              "scope channels:read)")));
  page.add("a group", judge_group("@support-team", "permissions.remediate", Members{"U1", "U2"}));
  page.add("a group that is empty",
           judge_group("@support-team", "permissions.remediate", Members{}));
  page.add("a group that is not there",
           judge_group("@suport-team", "permissions.remediate",
                       not_found("Slack: there is no user group @suport-team")));
  page.add("a person", judge_person("U0LENA", "oncall.people",
                                    chat::Person{.id = "U0LENA", .display_name = "Lena Park"}));
  page.add("a person who left",
           judge_person("U0GONE", "oncall.people", not_found("Slack: this person is deactivated")));
  page.add("a bot", judge_person("U0BOT", "oncall.people",
                                 chat::Person{.id = "U0BOT", .display_name = "Cat", .bot = true}));
  page.add("nobody may do anything", judge_permissions([] {
             Config config = team();
             config.slack->channels.clear();
             config.permissions = {};
             return config;
           }()));
  expect_golden("doctor/slack_places_and_people.txt", page.text());
}

TEST(DoctorGolden, Mailgun) {
  Page page;
  const std::string us = "https://api.mailgun.net";
  const std::string domain = "customers.gitlab.com";
  page.add("readable", judge_mail_domain(domain, us, MailHistory{}));
  page.add("the key is wrong, or the domain another's",
           judge_mail_domain(domain, us,
                             refused("Mailgun: 401 unauthorized: the API key is wrong, or it may "
                                     "not see the domain customers.gitlab.com",
                                     "Forbidden")));
  page.add("the domain is not in this region",
           judge_mail_domain("mg.gitlab.com", "https://api.eu.mailgun.net",
                             not_found("Mailgun: 404 not found: api.eu.mailgun.net has no domain "
                                       "mg.gitlab.com")));
  page.add("Mailgun hangs", judge_mail_domain(domain, us, timed_out("Mailgun")));
  page.add("too many questions",
           judge_mail_domain(domain, us,
                             Error{ErrorKind::rate_limited, "Mailgun: 429 too many requests"}));
  page.add("something else answers",
           judge_mail_domain(domain, us,
                             misunderstood("Mailgun: answered with a web page instead of JSON")));
  expect_golden("doctor/mailgun.txt", page.text());
}

ServiceConfig service_with(AccountsConfig accounts) {
  ServiceConfig service;
  service.name = "CustomersDot";
  service.url = "https://customers.example";
  service.accounts = std::move(accounts);
  return service;
}

AccountsFound whole_shape() {
  AccountsFound found;
  found.shape.confirmed_at = Field<TimePoint>::empty();
  found.shape.unconfirmed_email = Field<std::string>::empty();
  found.shape.last_sign_in_at = Field<TimePoint>::empty();
  found.shape.locked_at = Field<TimePoint>::empty();
  found.shape.state = Field<std::string>::empty();
  return found;
}

portal::DatabaseRights harmless_rights() {
  return {.role = "latchkey_reader", .replica = true, .lag = seconds{0}};
}

TEST(DoctorGolden, Postgres) {
  Page page;
  const auto service = service_with(PostgresAccountsConfig{.dsn = "env:DSN", .table = "customers"});
  page.add("readable", judge_accounts(service, whole_shape()));
  page.add("the password is wrong",
           judge_accounts(service, refused("CustomersDot: the database refuses the password")));
  page.add("the table may not be read",
           judge_accounts(service,
                          refused("CustomersDot: the database role may not read what Latchkey asks "
                                  "for",
                                  "ERROR: permission denied for table customers")));
  page.add("no such table",
           judge_accounts(service, not_found("CustomersDot: the database has no table "
                                             "\"customers\"")));
  page.add("the database hangs", judge_accounts(service, timed_out("CustomersDot")));
  AccountsFound poor = whole_shape();
  poor.shape.locked_at = {};
  poor.shape.state = {};
  poor.shape.confirmed_at = Field<TimePoint>::unreadable();
  page.add("columns are missing", judge_accounts(service, poor));

  page.add("may only read", judge_rights(service, harmless_rights()));
  auto writer = harmless_rights();
  writer.replica = false;
  writer.lag.reset();
  writer.writable = {"customers", "orders", "licenses", "trials", "notes"};
  writer.may_create = true;
  page.add("may write, on a primary", judge_rights(service, writer));
  auto superuser = harmless_rights();
  superuser.superuser = true;
  superuser.role = "postgres";
  superuser.readable_secrets = {"encrypted_password", "reset_password_token"};
  superuser.lag = std::chrono::minutes{7};
  page.add("a superuser, on a replica that is behind", judge_rights(service, superuser));
  auto creator = harmless_rights();
  creator.may_create = true;
  creator.lag.reset();
  page.add("may create, on a replica that does not know its lag", judge_rights(service, creator));
  page.add("the rights cannot be asked", judge_rights(service, timed_out("CustomersDot")));
  expect_golden("doctor/postgres.txt", page.text());
}

TEST(DoctorGolden, OtherAccounts) {
  Page page;
  const auto rest = service_with(RestAccountsConfig{.url = "https://admin.example/api?q={email}",
                                                    .authorization = "env:ADMIN_API",
                                                    .list = "/customers"});
  page.add("a web API that answers", judge_accounts(rest, AccountsFound{}));
  page.add("a web API that refuses",
           judge_accounts(rest, refused("CustomersDot: 401 unauthorized")));
  page.add("a web API without the list",
           judge_accounts(rest, misunderstood("CustomersDot: the answer has no /customers")));
  page.add("a web API that cannot be reached", judge_accounts(rest, unreachable("CustomersDot")));

  auto gitlab = service_with(GitlabAccountsConfig{.token = "file:/etc/latchkey/gitlab-token"});
  gitlab.name = "GitLab.com";
  gitlab.url = "https://gitlab.example";
  page.add("an administrator's token",
           judge_gitlab_token(gitlab, gitlab::TokenProbe{.owner = {.username = "support-bot",
                                                                   .is_administrator = true},
                                                         .sees_addresses = true}));
  page.add("somebody else's token",
           judge_gitlab_token(gitlab, gitlab::TokenProbe{.owner = {.username = "someone"}}));
  page.add("an administrator without Admin Mode",
           judge_gitlab_token(gitlab, gitlab::TokenProbe{.owner = {.username = "support-bot",
                                                                   .is_administrator = true},
                                                         .sees_addresses = false}));
  page.add("an expired token",
           judge_gitlab_token(gitlab, refused("GitLab.com: 401 unauthorized: the token is wrong, "
                                              "expired or revoked")));
  page.add("no GitLab there",
           judge_gitlab_token(gitlab, not_found("GitLab.com: 404 not found: no GitLab API below "
                                                "https://gitlab.example")));
  page.add("GitLab hangs", judge_gitlab_token(gitlab, timed_out("GitLab.com")));
  expect_golden("doctor/other_accounts.txt", page.text());
}

TEST(DoctorGolden, Forms) {
  Page page;
  const std::string url = "https://customers.example/customers/confirmation/new";
  const auto judged = [&](const Expected<void>& form) {
    return judge_form("CustomersDot", "confirmation", url, form);
  };
  page.add("can be filled in", judged({}));
  page.add("not there",
           judged(not_found("CustomersDot: 404 not found where the form's page should be; nothing "
                            "was sent")));
  page.add("another page",
           judged(misunderstood("CustomersDot: the page does not hold the form that asks for a "
                                "mail, but one that signs in (its title is \"Log in\"); nothing "
                                "was sent")));
  page.add("a CAPTCHA",
           judged(misunderstood("CustomersDot: the form asks for a CAPTCHA, which only a person "
                                "can answer; nothing was sent")));
  page.add("cannot be reached", judged(unreachable("CustomersDot")));
  expect_golden("doctor/forms.txt", page.text());
}

TEST(DoctorGolden, Store) {
  Page page;
  const StoreUrl url{.kind = StoreUrl::Kind::sqlite, .path = "/var/lib/latchkey/latchkey.db"};
  page.add("can be written", judge_store(url, storage::SqliteFile{.exists = true}));
  page.add("a latchkey runs",
           judge_store(url, storage::SqliteFile{.exists = true, .in_use = true}));
  page.add("not made yet", judge_store(url, storage::SqliteFile{}));
  page.add("may not be written",
           judge_store(url, Error{ErrorKind::unavailable,
                                  "store: /var/lib/latchkey/latchkey.db: cannot be written: "
                                  "Permission denied"}));
  page.add("of a newer version",
           judge_store(url, Error{ErrorKind::unavailable,
                                  "store: /var/lib/latchkey/latchkey.db was written by a newer "
                                  "Latchkey"}));
  page.add("in memory", judge_store({.kind = StoreUrl::Kind::memory}, storage::SqliteFile{}));
  page.add("behind a reference that gives no URL",
           judge_store_url({ErrorKind::invalid, "expected sqlite:PATH"}));
  expect_golden("doctor/store.txt", page.text());
}

TEST(DoctorGolden, OnCall) {
  Page page;
  using People = std::vector<oncall::OnCallPerson>;
  PagerDutyConfig pagerduty{.token = "env:PAGERDUTY", .escalation_policy = "PABC123"};
  page.add("somebody is on call",
           judge_pagerduty(pagerduty, People{{"P1", "Lena Park", ""}, {"P2", "Omar Haddad", ""}}));
  page.add("nobody is", judge_pagerduty(pagerduty, People{}));
  page.add("the key is wrong", judge_pagerduty(pagerduty, refused("PagerDuty: 401 unauthorized")));
  page.add("PagerDuty hangs", judge_pagerduty(pagerduty, timed_out("PagerDuty")));
  pagerduty.escalation_policy.clear();
  pagerduty.schedule = "PSCHED1";
  page.add("no such schedule", judge_pagerduty(pagerduty, not_found("PagerDuty: 404 not found")));
  page.add("the group's members are on call",
           judge_oncall_group("@support-oncall", std::vector<std::string>{"U0LENA"}));
  page.add("nobody is in the group",
           judge_oncall_group("@support-oncall", std::vector<std::string>{}));
  page.add("no such group",
           judge_oncall_group("@support-oncall", not_found("Slack: there is no user group "
                                                           "@support-oncall")));
  expect_golden("doctor/on_call.txt", page.text());
}

TEST(DoctorGolden, Secrets) {
  Page page;
  page.add("found", judge_secret("env:SLACK_BOT_TOKEN", Secret{"xoxb-very-secret"}));
  page.add("no variable",
           judge_secret("env:SLACK_BOT_TOKEN", not_found("env:SLACK_BOT_TOKEN: there is no such "
                                                         "environment variable")));
  page.add("no file", judge_secret("file:/etc/latchkey/key",
                                   not_found("file:/etc/latchkey/key: cannot be opened: No such "
                                             "file or directory")));
  page.add("a file that others may read",
           judge_secret("file:/etc/latchkey/key",
                        refused("file:/etc/latchkey/key: may be read or written by other users: "
                                "chmod 600 it")));
  page.add("1Password", judge_secret("op://Support/Mailgun/api key",
                                     Error{ErrorKind::not_configured,
                                           "op://Support/Mailgun/api key: 1Password Connect is "
                                           "not configured"}));
  EXPECT_EQ(page.text().find("very-secret"), std::string::npos);
  expect_golden("doctor/secrets.txt", page.text());
}

/// A report with one line of each status.
Checks mixed() {
  return {{"Slack", "bot token", Status::ok, "@latchkey of Keyhole Support"},
          {"Mailgun", "domain customers.gitlab.com", Status::fail, "401 unauthorized\n\x1b[31m",
           "Take an account key with the role support."},
          {"CustomersDot", "columns", Status::info, "no locked_at, so locks are not looked at"},
          {"Store", "/a/very/long/path/that/nobody/would/want/to/align/to/latchkey.db",
           Status::warn, "“full”", "Make room → here."}};
}

// Aligned columns, no control characters of others, and a count at the end.
TEST(DoctorGolden, ReportAsTextAndJson) {
  expect_golden("doctor/report.txt", rendering::to_text(mixed(), {.unicode = true}));
  expect_golden("doctor/report_ascii.txt", rendering::to_text(mixed(), {}));
  expect_golden("doctor/report_colour.txt",
                rendering::to_text(mixed(), {.colour = true, .unicode = true}));
  expect_golden("doctor/report.json", rendering::to_json_text(mixed()));
}

TEST(DoctorReport, IsOkWhereNothingFailed) {
  const Checks checks = {{"Store", "memory", Status::warn, "forgets", "Set store.url."}};
  EXPECT_NE(rendering::to_json_text(checks).find("\"ok\": true"), std::string::npos);
  EXPECT_NE(rendering::to_text(checks, {}).find("\nno problems, 1 warning\n"), std::string::npos);
}

}  // namespace
}  // namespace latchkey::doctor
