#include "bot/wiring/examination.hpp"

#include "adapters/gitlab/token_probe.hpp"
#include "adapters/http/deadline.hpp"
#include "adapters/mailgun/mailgun.hpp"
#include "adapters/portal/form_probe.hpp"
#include "adapters/portal/portal.hpp"
#include "bot/doctor/account_checks.hpp"
#include "bot/doctor/form_checks.hpp"
#include "bot/doctor/mailgun_checks.hpp"
#include "bot/wiring/nobody.hpp"
#include "core/diagnosis/answer_within.hpp"

#include <array>
#include <chrono>
#include <string>
#include <utility>
#include <variant>
#include <vector>

namespace latchkey {
namespace {

using doctor::Checks;

}  // namespace

void Examination::prepare_mail_log(const ServiceConfig& service) {
  const std::string& api_url =
      service.mailgun_api_url.empty() ? config_.mailgun.api_url : service.mailgun_api_url;
  if (const Secret* key =
          secret_to_send(config_.mailgun.api_key, "Mailgun", "domain " + service.mail_domain)) {
    const mailgun::Options options{
        .api_url = api_url, .api_key = *key, .domain = service.mail_domain, .deadline = deadline_};
    MailLog& log = *mail_logs_.emplace_back(mailgun::create_mail_log(options, *http_));
    SuppressionLists& lists =
        *suppressions_.emplace_back(mailgun::create_suppression_lists(options, *http_));
    ask([this, &log, &lists, &service, api_url]() -> Answer {
      const http::Deadline deadline{deadline_};
      const TimePoint now = clock_.now();
      auto question = log.events(nobody(), Window{now - std::chrono::minutes{1}, now});
      auto bounded = answer_within(std::move(question), deadline_, "Mailgun");
      const auto history = co_await std::move(bounded);
      Checks checks = only(doctor::judge_mail_domain(service.mail_domain, api_url,
                                                     config_.mailgun.log_retention, history));
      if (!history) co_return checks;
      auto second = lists.find(nobody());
      auto second_bounded = answer_within(std::move(second), deadline.left(), "Mailgun");
      const auto found = co_await std::move(second_bounded);
      append(checks, only(doctor::judge_suppression_lists(service.mail_domain, api_url, found)));
      co_return checks;
    });
  }
}

void Examination::prepare_service(const ServiceConfig& service) {
  prepare_accounts(service);
  prepare_forms(service);
}

void Examination::prepare_accounts(const ServiceConfig& service) {
  if (const auto* postgres = std::get_if<PostgresAccountsConfig>(&service.accounts)) {
    const Secret* dsn = secret_of(postgres->dsn, service.name, "accounts");
    if (dsn) prepare_postgres(service, *postgres, *dsn);
  } else if (const auto* rest = std::get_if<RestAccountsConfig>(&service.accounts)) {
    const Secret* authorization = secret_to_send(rest->authorization, service.name, "accounts");
    if (!authorization) return;
    auto& directory = *directories_.emplace_back(
        portal::create_rest_account_directory({.service = service.name,
                                               .url = rest->url,
                                               .authorization = *authorization,
                                               .list = rest->list,
                                               .fields = rest->fields,
                                               .deadline = deadline_},
                                              *http_));
    ask([this, &service, &directory] { return ask_accounts(service, directory); });
  } else if (const auto* gitlab = std::get_if<GitlabAccountsConfig>(&service.accounts)) {
    const Secret* token = secret_to_send(gitlab->token, service.name, "token");
    if (!token) return;
    const gitlab::Options options{
        .service = service.name, .url = service.url, .token = *token, .deadline = deadline_};
    ask([this, &service, options]() -> Answer {
      auto question = gitlab::probe_token(options, *http_);
      auto bounded = answer_within(std::move(question), deadline_, service.name);
      const auto owner = co_await std::move(bounded);
      co_return only(doctor::judge_gitlab_token(service, owner));
    });
  }
}

/// Rights are only worth asking for where the accounts can be asked for; both have one deadline.
void Examination::prepare_postgres(const ServiceConfig& service,
                                   const PostgresAccountsConfig& accounts, const Secret& dsn) {
  const portal::PostgresOptions options{.service = service.name,
                                        .dsn = dsn,
                                        .table = accounts.table,
                                        .columns = accounts.columns,
                                        .deadline = deadline_};
  auto& directory = *directories_.emplace_back(portal::create_postgres_account_directory(options));
  auto& database = *databases_.emplace_back(portal::create_postgres_probe(options));
  ask([this, &service, &directory, &database]() -> Answer {
    const http::Deadline deadline{deadline_};
    Checks checks = co_await ask_accounts(service, directory);
    if (checks.front().status == doctor::Status::fail) co_return checks;
    auto question = database.rights();
    auto bounded = answer_within(std::move(question), deadline.left(), service.name);
    const auto rights = co_await std::move(bounded);
    append(checks, doctor::judge_rights(service, rights));
    co_return checks;
  });
}

Examination::Answer Examination::ask_accounts(const ServiceConfig& service,
                                              AccountDirectory& directory) {
  Spellings spellings{nobody()};
  auto question = directory.find(std::move(spellings), Reach::look_alikes);
  auto bounded = answer_within(std::move(question), deadline_, service.name);
  const auto found = co_await std::move(bounded);
  co_return doctor::judge_accounts(service, found);
}

void Examination::prepare_forms(const ServiceConfig& service) {
  if (!service.forms) return;
  const std::array<std::pair<std::string, std::string>, 3> forms = {
      {{"confirmation", service.forms->confirmation},
       {"password", service.forms->password},
       {"sign_in_link", service.forms->sign_in_link}}};
  for (const auto& [which, path] : forms) {
    if (path.empty() || !can_reach(service.name, which + " form")) continue;
    ask([this, &service, form_name = which, url = service.url + path]() -> Answer {
      auto question = portal::probe_form(service.name, url, deadline_, *http_);
      auto bounded = answer_within(std::move(question), deadline_, service.name);
      const auto form = co_await std::move(bounded);
      co_return only(doctor::judge_form(service.name, form_name, url, form));
    });
  }
}

}  // namespace latchkey
