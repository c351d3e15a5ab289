// What an operator reads of each failure: one file a system, one block of lines a failure.
#include "bot/doctor/account_checks.hpp"
#include "tests/bot/doctor/golden_page.hpp"

#include <gtest/gtest.h>

#include <chrono>
#include <string>
#include <utility>

namespace latchkey::doctor {
namespace {

using std::chrono::seconds;

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
  auto a_little_late = harmless_rights();
  a_little_late.lag = seconds{12};
  page.add("may only read, on a replica that is a little late",
           judge_rights(service, a_little_late));
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

}  // namespace
}  // namespace latchkey::doctor
