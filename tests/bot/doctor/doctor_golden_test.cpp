// What an operator reads of each failure: one file a system, one block of lines a failure.
#include "bot/config/store_url.hpp"
#include "bot/doctor/form_checks.hpp"
#include "bot/doctor/mailgun_checks.hpp"
#include "bot/doctor/oncall_checks.hpp"
#include "bot/doctor/secret_checks.hpp"
#include "bot/doctor/store_checks.hpp"
#include "bot/rendering/doctor_json.hpp"
#include "bot/rendering/doctor_text.hpp"
#include "tests/bot/doctor/golden_page.hpp"

#include <gtest/gtest.h>

#include <chrono>
#include <string>
#include <vector>

namespace latchkey::doctor {
namespace {

using std::chrono::days;

TEST(DoctorGolden, Mailgun) {
  Page page;
  const std::string us = "https://api.mailgun.net";
  const std::string domain = "customers.gitlab.com";
  page.add("readable", judge_mail_domain(domain, us, days{30}, MailHistory{}));
  page.add("the key is wrong, or the domain another's",
           judge_mail_domain(domain, us, days{30},
                             refused("Mailgun: 401 unauthorized: the API key is wrong, or it may "
                                     "not see the domain customers.gitlab.com",
                                     "Forbidden")));
  page.add("the domain is not in this region",
           judge_mail_domain("mg.gitlab.com", "https://api.eu.mailgun.net", days{30},
                             not_found("Mailgun: 404 not found: api.eu.mailgun.net has no domain "
                                       "mg.gitlab.com")));
  page.add("Mailgun hangs", judge_mail_domain(domain, us, days{30}, timed_out("Mailgun")));
  page.add("too many questions",
           judge_mail_domain(domain, us, days{30},
                             Error{ErrorKind::rate_limited, "Mailgun: 429 too many requests"}));
  page.add("something else answers",
           judge_mail_domain(domain, us, days{30},
                             misunderstood("Mailgun: answered with a web page instead of JSON")));
  page.add("the lists are readable", judge_suppression_lists(domain, us, SuppressionsFound{}));
  page.add("the key's role may not read the lists",
           judge_suppression_lists(
               domain, us,
               refused("Mailgun: 403 forbidden: the key's role may not do that", "Forbidden")));
  page.add("the lists hang", judge_suppression_lists(domain, us, timed_out("Mailgun")));
  expect_golden("doctor/mailgun.txt", page.text());
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
  page.add("the record's key lies elsewhere",
           judge_audit_key("file:/etc/latchkey/audit-key", url.path));
  page.add("the record's key lies beside the store", judge_audit_key("", url.path));
  const auto shared = [](const storage::PostgresState& state) {
    return judge_postgres_store(state, 2);
  };
  page.add("a PostgreSQL", shared({.exists = true, .processes = 3, .connections = 6}));
  page.add("a PostgreSQL without tables", shared({}));
  page.add(
      "a PostgreSQL with a standby that may be behind",
      shared({.exists = true, .asynchronous_standby = true, .processes = 1, .connections = 2}));
  page.add("more processes than Slack has connections for",
           shared({.exists = true, .processes = 4, .connections = 8}));
  page.add(
      "a PostgreSQL of a newer version",
      judge_postgres_store(
          Error{ErrorKind::unavailable, "store: PostgreSQL was written by a newer Latchkey"}, 2));
  page.add(
      "a PostgreSQL that cannot be reached",
      judge_postgres_store(
          Error{ErrorKind::unavailable, "store: PostgreSQL: the database cannot be reached"}, 2));
  page.add("a shared record's key", judge_shared_audit_key("op://Support/latchkey/audit-key"));
  page.add("no shared record's key", judge_shared_audit_key(""));
  expect_golden("doctor/store.txt", page.text());
}

TEST(DoctorGolden, OnCall) {
  Page page;
  using People = std::vector<OnCallPerson>;
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

TEST(DoctorGolden, PagerDutyIncidents) {
  Page page;
  const PagerDutyConfig pagerduty{.token = "env:PAGERDUTY",
                                  .escalation_policy = "PABC123",
                                  .service = "PSVC123",
                                  .from = "latchkey@corp.example"};
  const std::vector<OnCallPerson> lena = {{"P1", "Lena Park", "lena@corp.example"}};
  page.add("the user is there", judge_incident_author(pagerduty, true, lena));
  page.add("no such user", judge_incident_author(pagerduty, false, lena));
  page.add("the user is on call",
           judge_incident_author(pagerduty, true, {{"P9", "Latchkey", "Latchkey@corp.example"}}));
  page.add("the key may not list users",
           judge_incident_author(pagerduty, refused("PagerDuty: 403 forbidden"), {}));
  page.add("PagerDuty hangs", judge_incident_author(pagerduty, timed_out("PagerDuty"), {}));
  page.add("a full key", judge_incident_key(pagerduty, {}));
  page.add("a read-only key",
           judge_incident_key(pagerduty, refused("PagerDuty: 403 forbidden", "Access Denied")));
  page.add("PagerDuty takes nothing from this user",
           judge_incident_key(pagerduty, Error{ErrorKind::invalid, "PagerDuty: 400 bad request",
                                               "Requester User Not Found"}));
  page.add("PagerDuty is away", judge_incident_key(pagerduty, unreachable("PagerDuty")));
  expect_golden("doctor/pagerduty_incidents.txt", page.text());
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
  page.add("no credential",
           judge_secret("credential:secret_slack_bot",
                        not_found("credential:secret_slack_bot: there is no "
                                  "$CREDENTIALS_DIRECTORY: systemd sets it where the unit has "
                                  "LoadCredential=")));
  page.add("a credential of another user's",
           judge_secret("credential:secret_slack_bot",
                        refused("credential:secret_slack_bot: belongs to another user")));
  page.add("a credential that our unit does not hand over",
           judge_secret("credential:slack_bot", not_found("credential:slack_bot: cannot be opened: "
                                                          "No such file or directory")));
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
