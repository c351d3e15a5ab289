#include "bot/wiring/upstreams.hpp"

#include "adapters/gitlab/gitlab.hpp"
#include "adapters/mailgun/mailgun.hpp"
#include "adapters/portal/portal.hpp"
#include "bot/config/to_service.hpp"
#include "bot/wiring/network_options.hpp"
#include "bot/wiring/secret.hpp"
#include "bot/wiring/start_error.hpp"

#include <chrono>
#include <stdexcept>
#include <utility>
#include <variant>

namespace latchkey {
namespace {

/// Builds the directory for whichever kind of accounts a service has.
struct DirectoryFor {
  const ServiceConfig& service;
  std::chrono::milliseconds deadline;
  http::Client& http;

  std::unique_ptr<AccountDirectory> operator()(const PostgresAccountsConfig& accounts) const {
    return portal::create_postgres_account_directory({.service = service.name,
                                                      .dsn = resolve_secret(accounts.dsn),
                                                      .table = accounts.table,
                                                      .columns = accounts.columns,
                                                      .deadline = deadline});
  }
  std::unique_ptr<AccountDirectory> operator()(const RestAccountsConfig& accounts) const {
    return portal::create_rest_account_directory(
        {.service = service.name,
         .url = accounts.url,
         .authorization = resolve_secret(accounts.authorization),
         .list = accounts.list,
         .fields = accounts.fields,
         .deadline = deadline},
        http);
  }
  std::unique_ptr<AccountDirectory> operator()(const GitlabAccountsConfig& accounts) const {
    return gitlab::create_account_directory({.service = service.name,
                                             .url = service.url,
                                             .token = resolve_secret(accounts.token),
                                             .deadline = deadline},
                                            http);
  }
};

/// What only the adapter can judge (a table's name, a JSON pointer) is a configuration error, too.
std::unique_ptr<AccountDirectory> directory_for(const ServiceConfig& service,
                                                std::chrono::milliseconds deadline,
                                                http::Client& http) {
  try {
    return std::visit(DirectoryFor{service, deadline, http}, service.accounts);
  } catch (const std::invalid_argument& error) {
    throw StartError(2, service.name + ": service.accounts: " + error.what());
  }
}

}  // namespace

Upstreams::Upstreams(const boost::asio::any_io_executor& executor, const Config& config,
                     const Clock& clock)
    : network_(network_options(config)), http_(http::create_client(executor, network_)) {
  const std::chrono::milliseconds deadline = config.run.upstream_deadline;
  auto& mailgun_client = guard("Mailgun", clock);
  const Secret mailgun_key = resolve_secret(config.mailgun.api_key);
  for (const ServiceConfig& service : config.services) {
    Parts parts;
    parts.service = to_service(service);
    const bool by_http = !std::holds_alternative<PostgresAccountsConfig>(service.accounts);
    parts.accounts =
        directory_for(service, deadline, by_http ? guard(service.name, clock) : *http_);
    parts.mail = mailgun::create_mail_log(
        {.api_url =
             service.mailgun_api_url.empty() ? config.mailgun.api_url : service.mailgun_api_url,
         .api_key = mailgun_key,
         .domain = service.mail_domain,
         .deadline = deadline},
        mailgun_client);
    if (service.forms) {
      parts.forms = portal::create_devise_forms({.service = service.name,
                                                 .url = service.url,
                                                 .confirmation = service.forms->confirmation,
                                                 .password = service.forms->password,
                                                 .deadline = deadline},
                                                guard(service.name + "'s forms", clock));
    }
    services_.push_back(std::move(parts));
  }
}

http::Client& Upstreams::guard(std::string system, const Clock& clock) {
  guards_.push_back(http::create_guarded_client(std::move(system), *http_, clock));
  return *guards_.back();
}

std::vector<http::BreakerState> Upstreams::guarded() const {
  std::vector<http::BreakerState> states;
  for (const auto& guard : guards_) states.push_back(guard->state());
  return states;
}

std::vector<ServiceSources> Upstreams::sources() const {
  std::vector<ServiceSources> sources;
  for (const Parts& parts : services_) {
    sources.push_back({parts.service, parts.accounts.get(), parts.mail.get()});
  }
  return sources;
}

std::map<std::string, MailForms*> Upstreams::forms() const {
  std::map<std::string, MailForms*> forms;
  for (const Parts& parts : services_) {
    if (parts.forms) forms[parts.service.name] = parts.forms.get();
  }
  return forms;
}

}  // namespace latchkey
