// What an operator reads of each failure: one file a system, one block of lines a failure.
#include "adapters/gitlab/token_probe.hpp"
#include "adapters/portal/portal.hpp"
#include "bot/doctor/account_checks.hpp"
#include "bot/wiring/nobody.hpp"
#include "tests/bot/doctor/failing_system.hpp"
#include "tests/bot/doctor/golden_page.hpp"

#include <gtest/gtest.h>

#include <string>
#include <utility>

namespace latchkey::doctor {
namespace {

using doubles::html_response;
using doubles::json_response;

ServiceConfig web_service(const std::string& name, AccountsConfig accounts) {
  ServiceConfig service;
  service.name = name;
  service.url = "https://gitlab.example";
  service.accounts = std::move(accounts);
  return service;
}

Checks rest_accounts_where(const Answer& answer) {
  const RestAccountsConfig config{.url = "https://admin.example/api?q={email}",
                                  .authorization = "env:ADMIN_API",
                                  .list = "/customers"};
  const auto ask = [&](http::Client& http) {
    const auto directory = portal::create_rest_account_directory(
        {.service = "CustomersDot", .url = config.url, .list = config.list}, http);
    return doubles::await(directory->find({nobody()}, Reach::look_alikes));
  };
  return judge_accounts(web_service("CustomersDot", config), where_all_answers_are(answer, ask));
}

TEST(DoctorGolden, RestAccounts) {
  Page page;
  page.add("answers", rest_accounts_where(json_response(200, R"({"customers":[]})")));
  for (const auto& [what, answer] : usual_failures("CustomersDot")) {
    page.add(what, rest_accounts_where(answer));
  }
  page.add("does not know the header", rest_accounts_where(json_response(401, "{}")));
  page.add("knows the header and refuses",
           rest_accounts_where(json_response(403, R"({"error":"not an administrator"})")));
  page.add("is not there", rest_accounts_where(html_response(404, "<html>Not found</html>")));
  page.add("wants to be asked in another way",
           rest_accounts_where(json_response(400, R"({"error":"email is missing"})")));
  page.add("leads elsewhere",
           rest_accounts_where(http::Response{302, {{"Location", "https://sso.example/"}}, ""}));
  page.add("has no such list", rest_accounts_where(json_response(200, R"({"data":[]})")));
  page.add("has something else in the list",
           rest_accounts_where(json_response(200, R"({"customers":[7]})")));
  expect_golden("doctor/rest_accounts.txt", page.text());
}

Check gitlab_token_where(const Answer& answer) {
  const auto service =
      web_service("GitLab.com", GitlabAccountsConfig{.token = "file:/etc/latchkey/gitlab-token"});
  const auto ask = [&](http::Client& http) {
    gitlab::Options options{.service = service.name, .url = service.url, .token = Secret{"t"}};
    return doubles::await(gitlab::probe_token(std::move(options), http));
  };
  return judge_gitlab_token(service, where_all_answers_are(answer, ask));
}

TEST(DoctorGolden, GitlabToken) {
  const auto service =
      web_service("GitLab.com", GitlabAccountsConfig{.token = "file:/etc/latchkey/gitlab-token"});
  const gitlab::TokenOwner administrator{.username = "support-bot", .is_administrator = true};
  Page page;
  page.add("an administrator's",
           judge_gitlab_token(service,
                              gitlab::TokenProbe{.owner = administrator, .sees_addresses = true}));
  for (const auto& [what, answer] : usual_failures("GitLab.com")) {
    page.add("GitLab " + what, gitlab_token_where(answer));
  }
  page.add("somebody else's",
           judge_gitlab_token(service, gitlab::TokenProbe{.owner = {.username = "someone"}}));
  page.add("an administrator's, without Admin Mode",
           judge_gitlab_token(service,
                              gitlab::TokenProbe{.owner = administrator, .sees_addresses = false}));
  page.add("expired", gitlab_token_where(json_response(
                          401, R"({"error":"invalid_token","error_description":)"
                               R"("Token is expired. You can either do re-authorization or token )"
                               R"(refresh."})")));
  page.add("without its scope",
           gitlab_token_where(json_response(403, R"({"error":"insufficient_scope",)"
                                                 R"("error_description":"The request requires )"
                                                 R"(higher privileges than provided by the )"
                                                 R"(access token.","scope":"api read_user"})")));
  page.add("kept away by what stands before GitLab",
           gitlab_token_where(html_response(403, "<html>Forbidden</html>")));
  page.add("no GitLab there", gitlab_token_where(html_response(404, "<html>Not found</html>")));
  page.add("another API there", gitlab_token_where(json_response(200, "[]")));
  expect_golden("doctor/gitlab_token.txt", page.text());
}

}  // namespace
}  // namespace latchkey::doctor
